namespace MLNetNeural.Networks.Features;

/// <summary>Features kept as float32.</summary>
public sealed class SingleFeatures : FeatureStore
{
    private readonly RowBlocks<float> _rows;

    /// <summary>An empty store.</summary>
    /// <param name="columns">Number of features of a row; at least 1.</param>
    /// <param name="image">How a row is an image, for augmentation; null when it is none.</param>
    /// <param name="memory">How much memory the rows may take, and where the others go; null for all in memory.</param>
    public SingleFeatures(int columns, ImageShape? image = null, FeatureMemory? memory = null)
        : base(columns, image) => _rows = new RowBlocks<float>(columns, memory);

    /// <summary>An empty store for few rows, which takes no more memory than they need.</summary>
    /// <param name="columns">Number of features of a row; at least 1.</param>
    /// <param name="expected">About how many rows it will hold; at least 1.</param>
    internal SingleFeatures(int columns, int expected)
        : base(columns, image: null) => _rows = new RowBlocks<float>(columns, memory: null, expected);

    /// <inheritdoc/>
    public override int Count => _rows.Count;

    /// <summary>The features of a row.</summary>
    /// <param name="row">Zero-based row.</param>
    public ReadOnlySpan<float> this[int row] => _rows[row];

    /// <summary>Blocks of rows that are in memory and not in the file.</summary>
    internal int BuffersInMemory => _rows.Buffers;

    /// <summary>The first feature of a row, unchecked.</summary>
    internal unsafe float* Pointer(int row) => _rows.Pointer(row);

    /// <summary>The first feature of rows that lie in memory as they are given, one behind the other; null where they do not. Unchecked.</summary>
    internal unsafe float* Run(int* rows, int count)
    {
        for (int r = 1; r < count; r++)
        {
            if (rows[r] != rows[0] + r) return null;
        }

        float* first = Pointer(rows[0]);
        return Pointer(rows[count - 1]) == first + ((nint)(count - 1) * Columns) ? first : null;
    }

    /// <summary>Appends a row.</summary>
    /// <param name="values">Its features; copied.</param>
    /// <exception cref="ArgumentException">Their number is not <see cref="FeatureStore.Columns"/>.</exception>
    /// <exception cref="IOException">The rows are beyond the memory limit, and cannot be written to a file.</exception>
    public void Add(ReadOnlySpan<float> values) => _rows.Add(values);

    /// <inheritdoc/>
    internal override void Prefetch(ReadOnlySpan<int> rows) => _rows.Prefetch(rows);

    /// <inheritdoc/>
    public override void Clear() => _rows.Clear();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
    }
}
