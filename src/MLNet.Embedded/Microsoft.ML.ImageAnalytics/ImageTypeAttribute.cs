using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes a member of type <see cref="MLImage"/> a column of pictures.</summary>
public sealed class ImageTypeAttribute : DataViewTypeAttribute
{
    private readonly int _height;
    private readonly int _width;

    /// <summary>Without a size; a class that bears it on a member is refused, by ML.NET too. Give the size.</summary>
    public ImageTypeAttribute()
    {
    }

    /// <summary>Pictures of one size.</summary>
    /// <param name="height">Height in pixels; at least 1.</param>
    /// <param name="width">Width in pixels; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public ImageTypeAttribute(int height, int width)
    {
        if (width <= 0)
            throw new ArgumentOutOfRangeException(nameof(width), $"Should be positive number, got {width}.");
        if (height <= 0)
            throw new ArgumentOutOfRangeException(nameof(height), $"Should be positive number, got {height}.");
        _height = height;
        _width = width;
    }

    /// <inheritdoc/>
    public override bool Equals(DataViewTypeAttribute? other) => other is ImageTypeAttribute image && image._height == _height && image._width == _width;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_height, _width);

    /// <inheritdoc/>
    public override void Register() => DataViewTypeManager.Register(new ImageDataViewType(_height, _width), typeof(MLImage), this);
}
