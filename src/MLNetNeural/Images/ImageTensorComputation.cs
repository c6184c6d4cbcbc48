using System.Runtime.ExceptionServices;
using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Images.Inputs;

namespace MLNetNeural.Images;

/// <summary>Decodes the images of a block of rows on all cores.</summary>
/// <param name="options">The options.</param>
/// <param name="imageColumn">The column of images in the input.</param>
/// <param name="naming">How rows without a path are named.</param>
internal sealed class ImageTensorComputation(ImageTensorOptions options, DataViewSchema.Column imageColumn, RowNaming naming) : BlockComputation
{
    // Two blocks are decoded while one is served, so that a large image at the end of one does not leave cores idle.
    private static readonly int Rows = Math.Clamp(4 * Environment.ProcessorCount, 8, 64);

    private readonly ImageTensorLoader _loader = new(options);
    private readonly ImageTensorGetters _getters = new(options);
    private ImageInput _input = null!;
    private byte[]?[] _pixels = [];
    private Exception?[] _faults = [];
    private bool[] _areLeftTurned = [];

    /// <summary>Whether pixels are asked for; otherwise the images are only tried.</summary>
    public required bool MakesPixels { get; init; }

    /// <summary>Collects the images that are skipped.</summary>
    public required InvalidImages InvalidImages { get; init; }

    /// <summary>Names the first image that is stored turned and left so.</summary>
    public required IgnoredOrientation IgnoredOrientation { get; init; }

    /// <inheritdoc/>
    public override int RowsPerBlock => Rows;

    /// <inheritdoc/>
    public override int BlocksAhead => 2;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots)
    {
        _input = ImageInput.Create(input, imageColumn, slots, naming);
        _pixels = new byte[slots][];
        _faults = new Exception?[slots];
        _areLeftTurned = new bool[slots];
    }

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        _input.Read(slot);
        if (!_input.CanWait) Load(slot);
    }

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
    {
        if (!_input.CanWait) return;
        DecodingThreads.For(first, count, slot =>
        {
            if (!stop.IsCancellationRequested)
            {
                Load(slot);
            }
        });
    }

    private void Load(int slot)
    {
        _faults[slot] = null;
        try
        {
            _areLeftTurned[slot] = _input.Load(
                slot, _loader, MakesPixels ? _pixels[slot] ??= GC.AllocateUninitializedArray<byte>(_loader.Size) : []);
        }
        catch (Exception exception)
        {
            _faults[slot] = exception;
        }
    }

    /// <inheritdoc/>
    public override bool IsKept(int slot)
    {
        switch (_faults[slot])
        {
            case null:
                if (_areLeftTurned[slot]) IgnoredOrientation.Note(_input.NameOf(slot, _loader));
                return true;
            case InvalidImageException invalid when options.OnInvalidImage == InvalidImageHandling.Skip:
                InvalidImages.Add(_input.KeyOf(slot), invalid);
                return false;
            case InvalidImageException invalid:
                throw new InvalidImageException(
                    invalid.Path,
                    $"{invalid.Message.TrimEnd('.')}; replace the image or leave the row out, or set {nameof(ImageTensorOptions)}."
                    + $"{nameof(ImageTensorOptions.OnInvalidImage)} to {nameof(InvalidImageHandling.Skip)}.",
                    invalid);
            case var other:
                ExceptionDispatchInfo.Throw(other);
                return false;
        }
    }

    /// <inheritdoc/>
    public override void Complete() => InvalidImages.Complete();

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row) => _getters.Create(() => _pixels[row.Slot]!);
}
