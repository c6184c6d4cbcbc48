using Microsoft.ML.Data;
using Microsoft.ML.Internal;
using Microsoft.ML.Transforms.Image.Drawing;

namespace Microsoft.ML.Transforms.Image;

/// <summary>The size that pictures get, and how they get it.</summary>
internal sealed class ImageResizing
{
    private readonly ImageResizingEstimator.ResizingKind _kind;
    private readonly ImageResizingEstimator.Anchor _anchor;

    public ImageResizing(int imageWidth, int imageHeight, ImageResizingEstimator.ResizingKind resizing, ImageResizingEstimator.Anchor cropAnchor)
    {
        if (imageWidth <= 0)
            throw new ArgumentOutOfRangeException(nameof(imageWidth), $"Must be positive, got {imageWidth}.");
        if (imageHeight <= 0)
            throw new ArgumentOutOfRangeException(nameof(imageHeight), $"Must be positive, got {imageHeight}.");
        if (!Enum.IsDefined(resizing))
            throw new ArgumentOutOfRangeException(nameof(resizing), $"Must be a {nameof(ImageResizingEstimator.ResizingKind)}, got {resizing}.");
        if (!Enum.IsDefined(cropAnchor))
            throw new ArgumentOutOfRangeException(nameof(cropAnchor), $"Must be an {nameof(ImageResizingEstimator.Anchor)}, got {cropAnchor}.");
        _kind = resizing;
        _anchor = cropAnchor;
        Type = new(imageHeight, imageWidth);
    }

    /// <summary>The type of a column of such pictures.</summary>
    public ImageDataViewType Type { get; }

    public static ImageResizing Read(BinaryReader reader)
    {
        try
        {
            return new(
                reader.ReadInt32(), reader.ReadInt32(), (ImageResizingEstimator.ResizingKind)reader.ReadByte(), (ImageResizingEstimator.Anchor)reader.ReadByte());
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw Marked.Format($"The model holds a size that pictures cannot get; it is damaged: {error.Message}", error);
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Type.Width);
        writer.Write(Type.Height);
        writer.Write((byte)_kind);
        writer.Write((byte)_anchor);
    }

    /// <summary>A new picture of that size; a copy when the old one has it.</summary>
    public MLImage Apply(MLImage source)
        => _kind == ImageResizingEstimator.ResizingKind.Fill || (source.Width == Type.Width && source.Height == Type.Height)
            ? ImageResizer.Fill(source, Type.Width, Type.Height)
            : ImageResizer.Fit(source, Type.Width, Type.Height, _kind == ImageResizingEstimator.ResizingKind.IsoCrop, _anchor);
}
