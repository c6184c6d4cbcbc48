namespace Microsoft.ML;

/// <summary>Can be saved as a part of a model.</summary>
public interface ICanSaveModel
{
    /// <summary>Saves itself into <paramref name="ctx"/>.</summary>
    void Save(ModelSaveContext ctx);
}
