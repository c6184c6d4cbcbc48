namespace Microsoft.ML;

/// <summary>The place in a model file where one part of the model is loaded from.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public void Dispose()
    {
    }
}
