using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>A column of pictures, held in <see cref="MLImage"/>; null is no picture.</summary>
public sealed class ImageDataViewType : StructuredDataViewType
{
    /// <summary>The height of every picture in pixels; 0 when it differs from row to row.</summary>
    public readonly int Height;

    /// <summary>The width of every picture in pixels; 0 when it differs from row to row.</summary>
    public readonly int Width;

    /// <summary>Pictures of one size.</summary>
    /// <param name="height">Height in pixels; at least 1.</param>
    /// <param name="width">Width in pixels; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the pixels would take more than 2 GiB.</exception>
    public ImageDataViewType(int height, int width)
        : base(typeof(MLImage))
    {
        if (height <= 0)
            throw new ArgumentOutOfRangeException(nameof(height), $"Must be positive, got {height}.");
        if (width <= 0)
            throw new ArgumentOutOfRangeException(nameof(width), $"Must be positive, got {width}.");
        if ((long)height * width > int.MaxValue / 4)
            throw new ArgumentOutOfRangeException(nameof(height), $"height * width is too large: {height} * {width}.");
        Height = height;
        Width = width;
    }

    /// <summary>Pictures whose size differs from row to row.</summary>
    public ImageDataViewType()
        : base(typeof(MLImage))
    {
    }

    /// <summary>Whether <paramref name="other"/> is of pictures of the same size.</summary>
    public override bool Equals(DataViewType? other) => other is ImageDataViewType image && image.Height == Height && image.Width == Width;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(typeof(ImageDataViewType), Height, Width);

    /// <summary>Image, or Image&lt;height, width&gt;.</summary>
    public override string ToString() => Height == 0 && Width == 0 ? "Image" : $"Image<{Height}, {Width}>";
}
