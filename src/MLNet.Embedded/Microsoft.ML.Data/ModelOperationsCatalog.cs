using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving, loading and using of models.</summary>
public sealed partial class ModelOperationsCatalog : IInternalCatalog
{
    private const string ModelDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";
    private const string LoaderDirectory = "DataLoader";
    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    /// <summary>Saves <paramref name="model"/> as a zip file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The columns it was trained on, saved with it; null: none.</param>
    /// <param name="filePath">The file; it is replaced only when the model is saved whole.</param>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        SafeFile.Write(filePath, stream => Save(model, inputSchema, stream));
    }

    /// <summary>Saves <paramref name="model"/> as a zip file into <paramref name="stream"/>, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The columns it was trained on, saved with it; null: none.</param>
    /// <param name="stream">Receives the file.</param>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using RepositoryWriter repository = new(stream);
        ModelSaveContext.SaveModel(repository, model, ModelDirectory);
        if (inputSchema is not null)
        {
            using IChannel channel = _env.Start("Saving Schema");
            using Stream entry = repository.CreateEntry(SchemaEntry, CompressionLevel.Fastest);
            SchemaCodec.Write(entry, inputSchema, channel);
        }
    }

    /// <summary>Loads a model from a file.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The columns the model was trained on; null when they were not saved.</param>
    /// <exception cref="FormatException">The file is not a model, is damaged, or needs a loader that is not registered.</exception>
    /// <exception cref="InvalidOperationException">A part of the model could not be loaded.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model from <paramref name="stream"/>, which stays open.</summary>
    /// <param name="stream">Holds a model file from its start to its end.</param>
    /// <param name="inputSchema">The columns the model was trained on; null when they were not saved.</param>
    /// <exception cref="FormatException">The stream holds no model, a damaged one, or one that needs a loader that is not registered.</exception>
    /// <exception cref="InvalidOperationException">A part of the model could not be loaded.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using RepositoryReader repository = new(stream);
        byte[]? schema = repository.ReadEntryOrNull(SchemaEntry);
        if (schema is not null)
        {
            inputSchema = SchemaCodec.Read(schema);
            ModelLoadContext.LoadModel<ITransformer, SignatureLoadModel>(_env, out ITransformer model, repository, ModelDirectory);
            return model;
        }
        inputSchema = ModelLoadContext.LoadModelOrNull<IDataLoader<IMultiStreamSource>, SignatureLoadModel>(
            _env, out IDataLoader<IMultiStreamSource>? loader, repository, LoaderDirectory)
            ? loader.GetOutputSchema()
            : null!;
        return ModelLoadContext.LoadModelOrNull<ITransformer, SignatureLoadModel>(_env, out ITransformer? found, repository, ModelDirectory)
            ? found
            : throw Marked.InvalidOperation(
                $"The zip file has no entry '{ModelDirectory}/{ModelLoadContext.ModelStreamName}': "
                    + "it is not a model that was saved with its transformer.");
    }
}
