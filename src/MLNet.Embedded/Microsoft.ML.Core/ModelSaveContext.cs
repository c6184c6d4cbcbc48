using System.IO.Compression;
using System.Text;
using Microsoft.ML.Internal;

namespace Microsoft.ML;

/// <summary>The place in a model file where one part of the model saves itself.</summary>
public sealed class ModelSaveContext : IDisposable
{
    /// <summary>Writes the body of the part; it is kept in memory until the part is done.</summary>
    internal readonly BinaryWriter Writer;

    private readonly RepositoryWriter _repository;
    private readonly string _directory;
    private readonly MemoryStream _part;
    private VersionInfo _version;

    private ModelSaveContext(RepositoryWriter repository, string directory)
    {
        _repository = repository;
        _directory = directory;
        _part = new();
        _part.SetLength(ModelHeader.Size);
        _part.Position = ModelHeader.Size;
        Writer = new(_part, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Closes the part.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        _part.Dispose();
    }

    /// <summary>Saves <paramref name="value"/>, if it is one, as the part in <paramref name="path"/>; null saves nothing.</summary>
    internal static void SaveModel<T>(RepositoryWriter rep, T? value, string path)
        where T : class
    {
        if (value is null)
        {
            return;
        }
        if (value is not ICanSaveModel model)
        {
            throw Marked.InvalidOperation($"{value.GetType()} cannot be saved as '{path}': it does not implement {nameof(ICanSaveModel)}.");
        }
        using ModelSaveContext context = new(rep, path);
        model.Save(context);
        context.Done();
    }

    /// <summary>Saves <paramref name="value"/> as a part within this part.</summary>
    internal void SaveModel<T>(T? value, string name)
        where T : class
        => SaveModel(_repository, value, $"{_directory}/{name}");

    /// <summary>Says what the part's body is and how it is loaded; without it the part cannot be saved.</summary>
    internal void SetVersionInfo(VersionInfo ver) => _version = ver;

    /// <summary>Writes an entry of its own beside the body, straight to the file and not compressed: for weights.</summary>
    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        using Stream entry = _repository.CreateEntry($"{_directory}/{name}", CompressionLevel.NoCompression);
        using BinaryWriter writer = new(entry, Encoding.UTF8, leaveOpen: true);
        action(writer);
    }

    private void Done()
    {
        if (_version.ModelSignature == 0)
        {
            throw Marked.InvalidOperation($"ModelSignature not specified! '{_directory}' must say what it is before it can be saved.");
        }
        Writer.Flush();
        using Stream entry = _repository.CreateEntry($"{_directory}/{ModelLoadContext.ModelStreamName}", CompressionLevel.Fastest);
        ModelHeader.Write(entry, _version, _part.GetBuffer().AsSpan(ModelHeader.Size, (int)_part.Length - ModelHeader.Size));
    }
}
