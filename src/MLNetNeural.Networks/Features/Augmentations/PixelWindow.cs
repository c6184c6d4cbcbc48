namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>A part of an image, in pixels.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
internal readonly record struct PixelWindow(int Top, int Left, int Height, int Width)
{
    private const int Tries = 10;

    /// <summary>The part that <see cref="RandomResizedCrop"/> cuts out, as torchvision chooses it.</summary>
    public static PixelWindow ToCrop(ref Draws draws, RandomResizedCrop crop, int height, int width)
    {
        for (int i = 0; i < Tries; i++)
        {
            (int h, int w) = Draw(ref draws, crop.Scale, crop.Ratio, height, width);
            if (w > 0 && w <= width && h > 0 && h <= height) return Place(ref draws, h, w, height, width);
        }

        return Central(crop.Ratio, height, width);
    }

    /// <summary>The largest part in the middle whose ratio is in range.</summary>
    public static PixelWindow Central(ValueRange ratio, int height, int width)
    {
        double whole = (double)width / height;
        int h = whole < ratio.Minimum ? Math.Max(1, Math.Min(height, (int)Math.Round(width / (double)ratio.Minimum))) : height;
        int w = whole > ratio.Maximum ? Math.Max(1, Math.Min(width, (int)Math.Round(height * (double)ratio.Maximum))) : width;
        return new PixelWindow((height - h) / 2, (width - w) / 2, h, w);
    }

    /// <summary>The rectangle that <see cref="RandomErasing"/> overwrites, as torchvision chooses it; null for none.</summary>
    public static PixelWindow? ToErase(ref Draws draws, RandomErasing erasing, int height, int width)
    {
        for (int i = 0; i < Tries; i++)
        {
            (int w, int h) = Draw(ref draws, erasing.Scale, erasing.Ratio, height, width); // here the ratio is height over width
            if (h < height && w < width) return Place(ref draws, h, w, height, width);
        }

        return null;
    }

    /// <summary>Sides of an area, the second over the first being the ratio; halves are rounded to even.</summary>
    public static (int First, int Second) Sides(double area, double ratio)
        => ((int)Math.Round(Math.Min(Math.Sqrt(area / ratio), int.MaxValue)), (int)Math.Round(Math.Min(Math.Sqrt(area * ratio), int.MaxValue)));

    private static (int First, int Second) Draw(ref Draws draws, ValueRange scale, ValueRange ratio, int height, int width)
    {
        double area = (double)height * width * draws.Uniform(scale.Minimum, scale.Maximum);
        return Sides(area, Math.Exp(draws.Uniform(Math.Log(ratio.Minimum), Math.Log(ratio.Maximum))));
    }

    private static PixelWindow Place(ref Draws draws, int h, int w, int height, int width)
        => new(draws.Index(height - h + 1), draws.Index(width - w + 1), h, w);
}
