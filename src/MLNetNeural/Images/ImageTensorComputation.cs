using System.Runtime.ExceptionServices;
using Microsoft.ML;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>Decodes the images of a block of rows on all cores.</summary>
/// <param name="options">The options.</param>
/// <param name="pathColumn">The column of paths in the input.</param>
/// <param name="makesPixels">Whether pixels are asked for; otherwise the images are only tried.</param>
/// <param name="invalidImages">Collects the images that are skipped.</param>
internal sealed class ImageTensorComputation(
    ImageTensorOptions options, DataViewSchema.Column pathColumn, bool makesPixels, InvalidImages invalidImages) : BlockComputation
{
    // Two blocks are decoded while one is served, so that a large image at the end of one does not leave cores idle.
    private static readonly int Rows = Math.Clamp(4 * Environment.ProcessorCount, 8, 64);

    private readonly ImageTensorLoader _loader = new(options);
    private readonly ImageTensorGetters _getters = new(options);
    private ValueGetter<ReadOnlyMemory<char>> _pathGetter = null!;
    private ReadOnlyMemory<char> _path;
    private string[] _paths = [];
    private byte[]?[] _pixels = [];
    private Exception?[] _faults = [];

    /// <inheritdoc/>
    public override int RowsPerBlock => Rows;

    /// <inheritdoc/>
    public override int BlocksAhead => 2;

    /// <inheritdoc/>
    public override void Start(DataViewRow input, int slots)
    {
        _pathGetter = input.GetGetter<ReadOnlyMemory<char>>(pathColumn);
        _paths = new string[slots];
        _pixels = new byte[slots][];
        _faults = new Exception?[slots];
    }

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        _pathGetter(ref _path);
        _paths[slot] = _path.ToString();
    }

    /// <inheritdoc/>
    public override void Compute(int first, int count, CancellationToken stop)
        => DecodingThreads.For(first, count, slot =>
        {
            if (!stop.IsCancellationRequested)
            {
                Load(slot);
            }
        });

    private void Load(int slot)
    {
        _faults[slot] = null;
        try
        {
            _loader.Load(_paths[slot], makesPixels ? _pixels[slot] ??= GC.AllocateUninitializedArray<byte>(_loader.Size) : []);
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
                return true;
            case InvalidImageException invalid when options.OnInvalidImage == InvalidImageHandling.Skip:
                invalidImages.Add(invalid);
                return false;
            case InvalidImageException invalid:
                throw new InvalidImageException(
                    invalid.Path,
                    $"{invalid.Message.TrimEnd('.')}; replace the file or leave the row out, or set {nameof(ImageTensorOptions)}."
                    + $"{nameof(ImageTensorOptions.OnInvalidImage)} to {nameof(InvalidImageHandling.Skip)}.",
                    invalid);
            case var other:
                ExceptionDispatchInfo.Throw(other);
                return false;
        }
    }

    /// <inheritdoc/>
    public override void Complete() => invalidImages.Complete();

    /// <inheritdoc/>
    public override Delegate GetGetter(int computedColumn, ISlotRow row) => _getters.Create(() => _pixels[row.Slot]!);
}
