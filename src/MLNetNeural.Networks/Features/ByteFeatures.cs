namespace MLNetNeural.Networks.Features;

/// <summary>Features kept as bytes, a quarter of float32, with the map that says what a byte means.</summary>
public sealed class ByteFeatures : FeatureStore
{
    private readonly RowBlocks<byte> _rows;

    /// <summary>An empty store.</summary>
    /// <param name="columns">Number of features of a row; a multiple of the map's channels.</param>
    /// <param name="affine">What a byte means; the columns are split into as many equal planes as it has channels.</param>
    /// <param name="image">How a row is an image, for augmentation; null when it is none.</param>
    /// <param name="memory">How much memory the rows may take, and where the others go; null for all in memory.</param>
    /// <exception cref="ArgumentException">The channels of the map do not divide the columns, cut through a row of pixels, or lie side by side.</exception>
    public ByteFeatures(int columns, ChannelAffine affine, ImageShape? image = null, FeatureMemory? memory = null)
        : this(columns, affine, image, memory, expected: null)
    {
    }

    /// <summary>An empty store for few rows, which takes no more memory than they need.</summary>
    /// <param name="columns">Number of features of a row; a multiple of the map's channels.</param>
    /// <param name="affine">What a byte means.</param>
    /// <param name="expected">About how many rows it will hold; at least 1.</param>
    internal ByteFeatures(int columns, ChannelAffine affine, int expected)
        : this(columns, affine, image: null, memory: null, expected)
    {
    }

    private ByteFeatures(int columns, ChannelAffine affine, ImageShape? image, FeatureMemory? memory, int? expected)
        : base(columns, image)
    {
        ArgumentNullException.ThrowIfNull(affine);
        if (columns % affine.Scale.Length != 0)
        {
            throw new ArgumentException($"{columns} features cannot be split into {affine.Scale.Length} channels.", nameof(affine));
        }

        if (image is not null && columns / affine.Scale.Length % image.Width != 0)
        {
            throw new ArgumentException(
                $"{affine.Scale.Length} channels of {columns / affine.Scale.Length} features do not hold whole rows of {image.Width} pixels.", nameof(affine));
        }

        if (image is { IsInterleaved: true } && affine.Scale.Length > 1)
        {
            throw new ArgumentException("Channels that lie side by side have no planes: their map must have one scale and offset for all.", nameof(affine));
        }

        Affine = affine;
        _rows = new RowBlocks<byte>(columns, memory, expected);
    }

    /// <summary>What a byte means.</summary>
    public ChannelAffine Affine { get; }

    /// <inheritdoc/>
    public override int Count => _rows.Count;

    /// <summary>The bytes of a row.</summary>
    /// <param name="row">Zero-based row.</param>
    public ReadOnlySpan<byte> this[int row] => _rows[row];

    /// <summary>The first feature of a row, unchecked.</summary>
    internal unsafe byte* Pointer(int row) => _rows.Pointer(row);

    /// <summary>Appends a row.</summary>
    /// <param name="values">Its features; copied.</param>
    /// <exception cref="ArgumentException">Their number is not <see cref="FeatureStore.Columns"/>.</exception>
    /// <exception cref="IOException">The rows are beyond the memory limit, and cannot be written to a file.</exception>
    public void Add(ReadOnlySpan<byte> values) => _rows.Add(values);

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
