using System.Runtime.InteropServices;
using MLNetNeural.Networks.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp.Batches;

/// <summary>
/// Features that lie on the device, brought there once, as bytes where they are bytes: batches are gathered, mirrored and normalized there, and a
/// step brings nothing but the numbers of its rows.
/// </summary>
internal sealed class DeviceBatches : IBatchSource
{
    /// <summary>Bytes that are brought at one time.</summary>
    private const long PartBytes = 64 << 20;

    private readonly TorchDevice _device;
    private readonly FeatureStore _features;
    private readonly Tensor _rows;
    private readonly Tensor? _scale;
    private readonly Tensor? _offset;

    /// <summary>Brings features to the device.</summary>
    /// <param name="features">Dense features.</param>
    /// <param name="device">The device; when it has not enough memory, none of it is kept.</param>
    public DeviceBatches(FeatureStore features, TorchDevice device)
    {
        _device = device;
        _features = features;
        _rows = device.Keep(features is ByteFeatures ? ScalarType.Byte : ScalarType.Float32, features.Count, features.Columns);
        try
        {
            BringRows();
            if (features is ByteFeatures { Affine: var affine })
            {
                _scale = Channels(affine.Scale.AsSpan());
                _offset = Channels(affine.Offset.AsSpan());
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Tensor Gather(ReadOnlySpan<int> rows, ReadOnlySpan<bool> mirrored)
    {
        Tensor index = _device.Of<int>(rows, ScalarType.Int32, rows.Length);
        Tensor batch = _rows.index_select(0, index);
        if (!mirrored.IsEmpty)
        {
            // Each row of pixels is read from right to left; rows of pixels lie together in all planes alike.
            Tensor pixels = batch.view(rows.Length, -1, _features.Image!.Width);
            Tensor which = _device.Of(mirrored, ScalarType.Bool, rows.Length, 1, 1);
            batch = where(which, pixels.flip(2), pixels).view(rows.Length, _features.Columns);
        }

        if (_scale is null) return batch;
        Tensor planes = batch.to_type(ScalarType.Float32).view(rows.Length, _scale.shape[1], -1);
        planes.mul_(_scale);
        planes.add_(_offset!);
        return planes.view(rows.Length, _features.Columns);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _scale?.Dispose();
        _offset?.Dispose();
    }

    private void BringRows()
    {
        int size = _features is ByteFeatures ? sizeof(byte) : sizeof(float);
        int run = (int)Math.Clamp(PartBytes / ((long)_features.Columns * size), 1, Math.Max(1, _features.Count));
        for (int first = 0; first < _features.Count; first += run)
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(run, _features.Count - first);
            Tensor part = empty(count, _features.Columns, _rows.dtype, CPU);
            Span<byte> values = part.bytes;
            for (int r = 0, bytes = _features.Columns * size; r < count; r++)
            {
                ReadOnlySpan<byte> row = _features is ByteFeatures stored ? stored[first + r] : MemoryMarshal.AsBytes(((SingleFeatures)_features)[first + r]);
                row.CopyTo(values[(r * bytes)..]);
            }

            _rows.narrow(0, first, count).copy_(part);
        }
    }

    private Tensor Channels(ReadOnlySpan<float> values)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor channels = _device.Keep(ScalarType.Float32, 1, values.Length, 1);
        channels.copy_(_device.Of(values, ScalarType.Float32, 1, values.Length, 1));
        return channels;
    }
}
