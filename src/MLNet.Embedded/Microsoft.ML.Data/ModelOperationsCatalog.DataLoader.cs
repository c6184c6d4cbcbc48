using Microsoft.ML.Data;
using Microsoft.ML.Internal;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    /// <summary>Saves <paramref name="model"/> with the loader of its input as a zip file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loader">Loads data that the model takes.</param>
    /// <param name="filePath">The file; it is replaced only when the model is saved whole.</param>
    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        SafeFile.Write(filePath, stream => Save(model, loader, stream));
    }

    /// <summary>Saves <paramref name="model"/> with the loader of its input as a zip file into <paramref name="stream"/>, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loader">Loads data that the model takes.</param>
    /// <param name="stream">Receives the file.</param>
    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(stream);
        using RepositoryWriter repository = new(stream);
        ModelSaveContext.SaveModel(repository, model, ModelDirectory);
        ModelSaveContext.SaveModel(repository, loader, LoaderDirectory);
    }

    /// <summary>Loads a model and the loader it was saved with from a file.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="loader">Loads data that the model takes.</param>
    /// <exception cref="FormatException">The file is not a model, is damaged, or needs a loader that is not registered.</exception>
    /// <exception cref="InvalidOperationException">The model was saved without a loader.</exception>
    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using FileStream stream = File.OpenRead(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    /// <summary>Loads a model and the loader it was saved with from <paramref name="stream"/>, which stays open.</summary>
    /// <param name="stream">Holds a model file from its start to its end.</param>
    /// <param name="loader">Loads data that the model takes.</param>
    /// <exception cref="FormatException">The stream holds no model, a damaged one, or one that needs a loader that is not registered.</exception>
    /// <exception cref="InvalidOperationException">The model was saved without a loader.</exception>
    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using RepositoryReader repository = new(stream);
        if (!ModelLoadContext.LoadModelOrNull<IDataLoader<IMultiStreamSource>, SignatureLoadModel>(
            _env, out IDataLoader<IMultiStreamSource>? found, repository, LoaderDirectory))
        {
            throw Marked.InvalidOperation(
                "The model has no data loader; it was saved with a schema, or with nothing on its input: use Load instead.");
        }
        loader = found;
        return ModelLoadContext.LoadModelOrNull<ITransformer, SignatureLoadModel>(_env, out ITransformer? model, repository, ModelDirectory)
            ? model
            : new TransformerChain<ITransformer>();
    }
}
