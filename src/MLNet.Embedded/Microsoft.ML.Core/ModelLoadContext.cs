using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The place in a model file where one part of the model is loaded from.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public const string ModelStreamName = "Model.key";

    /// <summary>Reads the body of the part; the loader must read it to its end.</summary>
    public readonly BinaryReader Reader;

    private readonly RepositoryReader _repository;
    private readonly string _directory;
    private readonly ModelHeader _header;

    private ModelLoadContext(RepositoryReader repository, string directory, byte[] part)
    {
        _repository = repository;
        _directory = directory;
        _header = ModelHeader.Read(part, directory);
        Reader = new(new MemoryStream(part, writable: false) { Position = ModelHeader.Size }, Encoding.UTF8);
    }

    /// <summary>Loads the part in <paramref name="dir"/>.</summary>
    /// <exception cref="FormatException">There is no such part, it is damaged, or no loader is registered for it.</exception>
    public static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out TRes? loaded, rep, dir, extra))
        {
            throw Marked.Format($"Corrupt model file: it has no part '{dir}'.");
        }
        result = loaded;
    }

    /// <summary>Loads the part in <paramref name="dir"/>, if there is one.</summary>
    /// <exception cref="FormatException">The part is damaged, or no loader is registered for it.</exception>
    public static bool LoadModelOrNull<TRes, TSig>(
        IHostEnvironment env, [NotNullWhen(true)] out TRes? result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        result = null;
        if (rep.ReadEntryOrNull($"{dir}/{ModelStreamName}") is not { } part)
        {
            return false;
        }
        using ModelLoadContext context = new(rep, dir, part);
        result = context.LoadBody<TRes, TSig>(env, extra);
        return true;
    }

    /// <summary>Loads the part <paramref name="name"/> within this part.</summary>
    /// <exception cref="FormatException">There is no such part, it is damaged, or no loader is registered for it.</exception>
    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
        => LoadModel<TRes, TSig>(env, out result, _repository, $"{_directory}/{name}", extra);

    /// <summary>Reads the entry <paramref name="name"/> beside the body, from start to end; false when there is none.</summary>
    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        using Stream? entry = _repository.OpenEntryOrNull($"{_directory}/{name}");
        if (entry is null)
        {
            return false;
        }
        using BinaryReader reader = new(entry, Encoding.UTF8, leaveOpen: true);
        action(reader);
        return true;
    }

    /// <summary>Checks that the body is of the format, and of a version, that the caller reads.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public void CheckAtModel(VersionInfo ver) => _header.Check(ver, _directory);

    public void Dispose() => Reader.Dispose();

    private TRes LoadBody<TRes, TSig>(IHostEnvironment env, object[] extra)
        where TRes : class
    {
        RegisterLoaderAssembly(env.ComponentCatalog);
        foreach (string name in new[] { _header.LoaderSignature, _header.LoaderSignatureAlt })
        {
            if (env.ComponentCatalog.TryCreateInstance(env, typeof(TSig), name, [this, .. extra], _directory, out object? loaded)
                && loaded is TRes result)
            {
                if (Reader.BaseStream.Position != ModelHeader.Size + _header.BodyLength)
                {
                    throw ModelHeader.Damaged(_directory);
                }
                return result;
            }
        }
        throw Marked.Format(
            $"Couldn't load model: '{_directory}' needs the loader '{_header.LoaderSignature}', which is not registered; "
                + "register the library that made this part with the context before loading.");
    }

    private void RegisterLoaderAssembly(ComponentCatalog catalog)
    {
        if (_header.LoaderAssemblyName.Length == 0)
        {
            return;
        }
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(_header.LoaderAssemblyName);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new FileNotFoundException(
                $"Could not load file or assembly '{_header.LoaderAssemblyName}', which loads '{_directory}' of the model; add it to the application.",
                error);
        }
        catalog.RegisterAssembly(assembly);
    }
}
