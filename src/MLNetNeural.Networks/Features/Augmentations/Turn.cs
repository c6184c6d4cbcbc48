using System.Globalization;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>A rotation about the center of an image, as Pillow does it: where in the image each pixel of the turned one comes from.</summary>
/// <param name="Quarters">Quarter turns counter-clockwise where the turn is made of whole ones, each pixel going to one other; else −1.</param>
/// <param name="XX">x of the image = XX·x + XY·y + X0.</param>
/// <param name="XY">x of the image = XX·x + XY·y + X0.</param>
/// <param name="X0">x of the image = XX·x + XY·y + X0.</param>
/// <param name="YX">y of the image = YX·x + YY·y + Y0.</param>
/// <param name="YY">y of the image = YX·x + YY·y + Y0.</param>
/// <param name="Y0">y of the image = YX·x + YY·y + Y0.</param>
/// <param name="Width">Width of the turned image.</param>
/// <param name="Height">Height of the turned image.</param>
internal readonly record struct Turn(int Quarters, double XX, double XY, double X0, double YX, double YY, double Y0, int Width, int Height)
{
    /// <summary>A turn of an image.</summary>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="height">Height of the image.</param>
    /// <param name="expand">Whether the turned image is as large as it needs to be to show all; else it has the image's size.</param>
    public static Turn By(double degrees, int width, int height, bool expand = false)
    {
        degrees %= 360;
        if (degrees < 0) degrees += 360;
        bool isUpright = degrees is 0 or 180, isAside = degrees is 90 or 270 && (expand || width == height);
        if (isUpright) return new Turn((int)degrees / 90, 0, 0, 0, 0, 0, 0, width, height);
        if (isAside) return new Turn((int)degrees / 90, 0, 0, 0, 0, 0, 0, height, width);

        double radians = -(degrees * (Math.PI / 180));
        double xx = Rounded(Math.Cos(radians)), xy = Rounded(Math.Sin(radians)), yx = Rounded(-Math.Sin(radians)), yy = xx;
        double centerX = width / 2.0, centerY = height / 2.0;
        var turn = new Turn(-1, xx, xy, (xx * -centerX) + (xy * -centerY) + centerX, yx, yy, (yx * -centerX) + (yy * -centerY) + centerY, width, height);
        return expand ? turn.Expanded() : turn;
    }

    private Turn Expanded()
    {
        (double left, double right) = Extent(XX, XY, X0);
        (double top, double bottom) = Extent(YX, YY, Y0);
        int width = (int)(Math.Ceiling(right) - Math.Floor(left)), height = (int)(Math.Ceiling(bottom) - Math.Floor(top));
        double x = -(width - Width) / 2.0, y = -(height - Height) / 2.0;
        return this with { X0 = (XX * x) + (XY * y) + X0, Y0 = (YX * x) + (YY * y) + Y0, Width = width, Height = height };
    }

    /// <summary>From where to where the four corners reach.</summary>
    private (double Least, double Most) Extent(double x, double y, double start)
    {
        double a = start, b = (x * Width) + start, c = (x * Width) + (y * Height) + start, d = (y * Height) + start;
        return (Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    /// <summary>Python's <c>round(value, 15)</c>: the number that is next to the decimal of 15 places, which Math.Round misses now and then.</summary>
    private static double Rounded(double value)
    {
        Span<char> digits = stackalloc char[32];
        return value.TryFormat(digits, out int length, "F15", CultureInfo.InvariantCulture)
            ? double.Parse(digits[..length], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("A sine or cosine has more digits than there is room for.");
    }
}
