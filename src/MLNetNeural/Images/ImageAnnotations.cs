using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Features;
using MLNetNeural.Persistence;

namespace MLNetNeural.Images;

/// <summary>What a column of images says of itself: their shape, and for bytes the map to normalized values.</summary>
internal static class ImageAnnotations
{
    /// <summary>Vector of three Int32: channels, height, width, in this order whatever the layout.</summary>
    public const string Shape = "ImageShape";

    /// <summary>Text: CHW for planes, HWC for pixels with all their channels. A column without it has planes.</summary>
    public const string Layout = "ImageLayout";

    /// <summary>Text: RGB, BGR or L, the order of the channels. A column of three channels without it has RGB.</summary>
    public const string Channels = "ImageChannels";

    /// <summary>Vector of Single, one a channel: normalized = byte·scale + offset. In a column of Single it says what was done to the bytes.</summary>
    public const string Scale = "PixelScale";

    /// <summary>Vector of Single, one a channel: normalized = byte·scale + offset.</summary>
    public const string Offset = "PixelOffset";

    private const string ChannelsLast = "HWC";

    private const string BlueFirst = "BGR";

    /// <summary>The annotations of a column.</summary>
    /// <param name="shape">Shape of every image.</param>
    /// <param name="layout">Order of the numbers.</param>
    /// <param name="channels">Order of the channels.</param>
    /// <param name="affine">What a byte means, or became.</param>
    public static DataViewSchema.Annotations Create(ImageShape shape, ImageLayout layout, ImageChannels channels, ChannelAffine affine)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, Layout, layout == ImageLayout.ChannelsLast ? ChannelsLast : "CHW");
        AddText(builder, Channels, channels switch { ImageChannels.Bgr => BlueFirst, ImageChannels.Gray => "L", _ => "RGB" });
        Add(builder, Shape, NumberDataViewType.Int32, [shape.Channels, shape.Height, shape.Width]);
        Add(builder, Scale, NumberDataViewType.Single, [.. affine.Scale]);
        Add(builder, Offset, NumberDataViewType.Single, [.. affine.Offset]);
        return builder.ToAnnotations();
    }

    /// <summary>The names and kinds of the annotations, for a <see cref="SchemaShape"/>.</summary>
    public static SchemaShape ShapeOfAll()
    {
        const SchemaShape.Column.VectorKind vector = SchemaShape.Column.VectorKind.Vector;
        SchemaShape.Column shape = MLNetInternals.Column(Shape, vector, NumberDataViewType.Int32, isKey: false);
        SchemaShape.Column scale = MLNetInternals.Column(Scale, vector, NumberDataViewType.Single, isKey: false);
        SchemaShape.Column offset = MLNetInternals.Column(Offset, vector, NumberDataViewType.Single, isKey: false);
        SchemaShape.Column layout = MLNetInternals.Column(Layout, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);
        SchemaShape.Column channels = MLNetInternals.Column(Channels, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);
        return new SchemaShape([layout, channels, shape, scale, offset]);
    }

    /// <summary>Reads what a column says of itself.</summary>
    /// <param name="column">A column of vectors.</param>
    /// <param name="shape">Channels, height and width, the order of numbers and channels, and for a column of Single how they were normalized.</param>
    /// <param name="layout">Order of the numbers.</param>
    /// <param name="affine">What a byte means or became, channel by channel; null when the column does not say.</param>
    /// <returns>Whether the column says that it holds images, and what it says fits together.</returns>
    public static bool TryRead(
        DataViewSchema.Column column, [NotNullWhen(true)] out ImageShape? shape, out ImageLayout layout, out ChannelAffine? affine)
    {
        shape = null;
        layout = Is(column, Layout, ChannelsLast) ? ImageLayout.ChannelsLast : ImageLayout.ChannelsFirst;
        affine = null;
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || Read<int>(column, Shape) is not [> 0, > 0, > 0] sizes)
        {
            return false;
        }

        var read = new ImageShape(sizes[0], sizes[1], sizes[2])
        {
            IsInterleaved = layout == ImageLayout.ChannelsLast,
            IsBlueFirst = Is(column, Channels, BlueFirst),
        };
        if ((long)sizes[0] * sizes[1] * sizes[2] != vector.Size)
        {
            return false;
        }

        if (Read<float>(column, Scale) is { } scale && Read<float>(column, Offset) is { } offset
            && scale.Length == read.Channels && offset.Length == read.Channels && scale.Concat(offset).All(float.IsFinite))
        {
            affine = new ChannelAffine(scale, offset);
        }

        shape = vector.ItemType == NumberDataViewType.Single ? read with { Normalization = affine } : read;
        return true;
    }

    private static void Add<T>(DataViewSchema.Annotations.Builder builder, string name, PrimitiveDataViewType itemType, T[] values)
        => builder.Add(name, new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> target) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        });

    private static void AddText(DataViewSchema.Annotations.Builder builder, string name, string text)
    {
        ReadOnlyMemory<char> memory = text.AsMemory();
        builder.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = memory);
    }

    private static bool Is(DataViewSchema.Column column, string name, string text)
    {
        if (column.Annotations.Schema.GetColumnOrNull(name)?.Type is not TextDataViewType) return false;
        ReadOnlyMemory<char> value = default;
        column.Annotations.GetValue(name, ref value);
        return value.Span.SequenceEqual(text);
    }

    private static T[]? Read<T>(DataViewSchema.Column column, string name)
    {
        if (column.Annotations.Schema.GetColumnOrNull(name)?.Type is not VectorDataViewType vector || vector.ItemType.RawType != typeof(T))
        {
            return null;
        }

        VBuffer<T> values = default;
        column.Annotations.GetValue(name, ref values);
        return [.. values.DenseValues()];
    }
}
