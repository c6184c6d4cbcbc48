using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Images.Inputs;

namespace MLNetNeural.Images;

/// <summary>Decodes one image after the other, on the caller's thread.</summary>
/// <param name="options">The options.</param>
/// <param name="imageColumn">The column of images in the input.</param>
/// <param name="ignoredOrientation">Names the first image that is stored turned and left so.</param>
internal sealed class SingleImageComputation(
    ImageTensorOptions options, DataViewSchema.Column imageColumn, IgnoredOrientation ignoredOrientation) : BlockComputation
{
    private readonly ImageTensorLoader _loader = new(options);
    private readonly ImageTensorGetters _getters = new(options);
    private byte[] _pixels = [];
    private ImageInput _input = null!;

    /// <inheritdoc/>
    public override int RowsPerBlock => 1;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots)
    {
        _input = ImageInput.Create(input, imageColumn, slots, RowNaming.None);
        _pixels = new byte[_loader.Size];
    }

    /// <inheritdoc/>
    public override void Read(int slot) => _input.Read(slot);

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
    {
        if (_input.Load(first, _loader, _pixels)) ignoredOrientation.Note(_input.NameOf(first, _loader));
    }

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row) => _getters.Create(() =>
    {
        // Asking for the slot decodes the image when the row has moved.
        _ = row.Slot;
        return _pixels;
    });
}
