using Microsoft.ML;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>Decodes one image after the other, on the caller's thread.</summary>
internal sealed class SingleImageComputation(ImageTensorOptions options, DataViewSchema.Column pathColumn) : BlockComputation
{
    private readonly ImageTensorLoader _loader = new(options);
    private readonly ImageTensorGetters _getters = new(options);
    private byte[] _pixels = [];
    private ValueGetter<ReadOnlyMemory<char>> _pathGetter = null!;
    private ReadOnlyMemory<char> _path;

    /// <inheritdoc/>
    public override int RowsPerBlock => 1;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots)
    {
        _pathGetter = input.GetGetter<ReadOnlyMemory<char>>(pathColumn);
        _pixels = new byte[_loader.Size];
    }

    /// <inheritdoc/>
    public override void Read(int slot) => _pathGetter(ref _path);

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop) => _loader.Load(_path.ToString(), _pixels);

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row) => _getters.Create(() =>
    {
        // Asking for the slot decodes the image when the row has moved.
        _ = row.Slot;
        return _pixels;
    });
}
