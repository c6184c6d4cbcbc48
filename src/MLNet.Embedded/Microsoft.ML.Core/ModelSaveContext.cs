namespace Microsoft.ML;

/// <summary>The place in a model file where one part of the model saves itself.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal ModelSaveContext()
    {
    }

    /// <summary>Closes the part.</summary>
    public void Dispose()
    {
    }
}
