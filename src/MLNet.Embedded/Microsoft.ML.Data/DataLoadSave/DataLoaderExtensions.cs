using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Shorter calls of data loaders.</summary>
public static class DataLoaderExtensions
{
    /// <summary>A view of files.</summary>
    /// <param name="loader">The loader.</param>
    /// <param name="path">The files; see <see cref="MultiFileSource"/> for patterns.</param>
    public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path)
    {
        ArgumentNullException.ThrowIfNull(loader);
        return loader.Load(new MultiFileSource(path));
    }
}
