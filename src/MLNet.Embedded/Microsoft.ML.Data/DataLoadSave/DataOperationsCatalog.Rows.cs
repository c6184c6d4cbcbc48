using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Keeps columns in memory after their first reading, so that further passes do not compute them again.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnsToPrefetch">Columns to read together with whichever is asked for first. Others are read when first asked for.</param>
    /// <returns>A view that can be shuffled, and read by several cursors at a time. Nothing is read before the first cursor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new CacheDataView(input, columnsToPrefetch);
    }

    /// <summary>Puts the rows in a random order, the same in every pass.</summary>
    /// <param name="input">The data.</param>
    /// <param name="seed">Seed of the order; null: the next random number of the context.</param>
    /// <param name="shufflePoolSize">
    /// The number of rows held in memory, from which the next is drawn; at least 1. A pool smaller than the data shuffles near rows only.
    /// </param>
    /// <param name="shuffleSource">Whether data that can read itself in random order does so.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shufflePoolSize"/> is below 1.</exception>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (shufflePoolSize < 1)
            throw new ArgumentOutOfRangeException(nameof(shufflePoolSize), $"The pool must hold at least one row, got {shufflePoolSize}.");
        return new ShuffleView(input, seed ?? _env.Register(nameof(ShuffleRows)).Rand.Next(), shufflePoolSize, shuffleSource);
    }

    /// <summary>Leaves out the first rows.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">The number of rows to leave out, at least 1; more than there are leave none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SkipTakeView(input, Positive(count), long.MaxValue);
    }

    /// <summary>Keeps the first rows only.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">The number of rows to keep, at least 1; all when there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SkipTakeView(input, 0, Positive(count));
    }

    private static long Positive(long count)
        => count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count), $"Must be greater than zero, got {count}.");
}
