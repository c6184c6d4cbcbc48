using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which colours of a picture come into a vector, in which layout, and as which numbers.</summary>
internal sealed class PixelExtraction
{
    private const int BytesPerPixel = 4;

    private readonly ColorBits _colors;
    private readonly ColorsOrder _order;
    private readonly bool _isInterleaved;
    private readonly float _offset;
    private readonly float _scale;
    private readonly bool _isFloat;
    private readonly ColorBits[] _planes;

    public PixelExtraction(
        ColorBits colorsToExtract, ColorsOrder orderOfExtraction, bool interleavePixelColors, float offsetImage, float scaleImage, bool outputAsFloatArray)
    {
        _colors = colorsToExtract & ColorBits.All;
        if (_colors == 0)
            throw new ArgumentOutOfRangeException(nameof(colorsToExtract), "Need to use at least one color plane.");
        if (!Enum.IsDefined(orderOfExtraction))
            throw new ArgumentOutOfRangeException(nameof(orderOfExtraction), $"Must be a {nameof(ColorsOrder)}, got {orderOfExtraction}.");
        _order = orderOfExtraction;
        _isInterleaved = interleavePixelColors;
        _isFloat = outputAsFloatArray;
        // Bytes stay what they are, whatever offset and scale say.
        _offset = _isFloat ? offsetImage : 0;
        _scale = _isFloat ? scaleImage : 1;
        if (!float.IsFinite(_offset))
            throw new ArgumentOutOfRangeException(nameof(offsetImage), FormattableString.Invariant($"Must be finite, got {_offset}."));
        if (!float.IsFinite(_scale) || _scale == 0)
            throw new ArgumentOutOfRangeException(nameof(scaleImage), FormattableString.Invariant($"Must be finite and not 0, got {_scale}."));
        _planes = [.. PlanesIn(_order).Where(plane => (_colors & plane) != 0)];
    }

    public NumberDataViewType ItemType => _isFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;

    public static PixelExtraction Read(BinaryReader reader)
    {
        try
        {
            return new(
                (ColorBits)reader.ReadByte(), (ColorsOrder)reader.ReadByte(), reader.ReadBoolean(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw Marked.Format($"The model holds a layout of pixels that there is not; it is damaged: {error.Message}", error);
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)_colors);
        writer.Write((byte)_order);
        writer.Write(_isInterleaved);
        writer.Write(_offset);
        writer.Write(_scale);
        writer.Write(_isFloat);
    }

    /// <summary>The type of the vectors made of pictures of that type.</summary>
    public VectorDataViewType TypeFor(ImageDataViewType image)
        => _isInterleaved
            ? new(ItemType, image.Height, image.Width, _planes.Length)
            : new(ItemType, _planes.Length, image.Height, image.Width);

    /// <summary>A getter of vectors of Single or Byte.</summary>
    public Delegate CreateGetter(ValueGetter<MLImage?> read, ImageDataViewType type)
        => _isFloat ? CreateGetter<float>(read, type, colour => (colour - _offset) * _scale) : CreateGetter<byte>(read, type, colour => colour);

    private ValueGetter<VBuffer<T>> CreateGetter<T>(ValueGetter<MLImage?> read, ImageDataViewType type, Func<byte, T> convert)
        where T : struct, INumber<T>
    {
        int pixels = type.Height * type.Width;
        int size = pixels * _planes.Length;
        // There are 256 colours: none is computed twice.
        T[] values = [.. Enumerable.Range(0, 256).Select(colour => convert((byte)colour))];
        MLImage? image = null;
        return (ref VBuffer<T> vector) =>
        {
            read(ref image);
            if (image is null)
            {
                vector = VBufferEditor.Create(ref vector, size, 0).Commit();
                return;
            }
            if (image.Width != type.Width || image.Height != type.Height)
            {
                throw Marked.InvalidOperation(
                    $"A picture is {image.Width} pixels wide and {image.Height} high, but its column is of type {type}: resize it first.");
            }
            VBufferEditor<T> editor = VBufferEditor.Create(ref vector, size);
            ReadOnlySpan<byte> bytes = image.Pixels;
            for (int plane = 0; plane < _planes.Length; plane++)
            {
                int from = ByteOf(_planes[plane], image.PixelFormat);
                int to = _isInterleaved ? plane : plane * pixels, step = _isInterleaved ? _planes.Length : 1;
                for (; from < bytes.Length; from += BytesPerPixel, to += step)
                    editor.Values[to] = values[bytes[from]];
            }
            vector = editor.Commit();
        };
    }

    private static ColorBits[] PlanesIn(ColorsOrder order) => order switch
    {
        ColorsOrder.ARGB => [ColorBits.Alpha, ColorBits.Red, ColorBits.Green, ColorBits.Blue],
        ColorsOrder.ARBG => [ColorBits.Alpha, ColorBits.Red, ColorBits.Blue, ColorBits.Green],
        ColorsOrder.ABRG => [ColorBits.Alpha, ColorBits.Blue, ColorBits.Red, ColorBits.Green],
        ColorsOrder.ABGR => [ColorBits.Alpha, ColorBits.Blue, ColorBits.Green, ColorBits.Red],
        ColorsOrder.AGRB => [ColorBits.Alpha, ColorBits.Green, ColorBits.Red, ColorBits.Blue],
        _ => [ColorBits.Alpha, ColorBits.Green, ColorBits.Blue, ColorBits.Red],
    };

    private static int ByteOf(ColorBits plane, MLPixelFormat format) => plane switch
    {
        ColorBits.Blue => format == MLPixelFormat.Bgra32 ? 0 : 2,
        ColorBits.Green => 1,
        ColorBits.Red => format == MLPixelFormat.Bgra32 ? 2 : 0,
        _ => 3,
    };
}
