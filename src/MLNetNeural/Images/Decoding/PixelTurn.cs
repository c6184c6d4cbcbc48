using SkiaSharp;

namespace MLNetNeural.Images.Decoding;

/// <summary>Turns and mirrors pixels as a file's EXIF orientation says.</summary>
internal static unsafe class PixelTurn
{
    // Rows and columns of a tile: one of the two is read against the order of memory.
    private const int Tile = 32;

    /// <summary>Whether width and height change places.</summary>
    public static bool Swaps(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Writes pixels in the order in which they are shown.</summary>
    /// <param name="origin">How they are stored: where the first row and the first column of the file belong.</param>
    /// <param name="source">The pixels, row by row.</param>
    /// <param name="width">Width of the source.</param>
    /// <param name="height">Height of the source.</param>
    /// <param name="target">As many pixels; overwritten. It is as wide as the source is high where <see cref="Swaps"/>.</param>
    public static void Apply(SKEncodedOrigin origin, uint* source, int width, int height, uint* target)
    {
        // The target's first pixel, and the way in the source to its next pixel to the right and to the one below.
        nint stride = width, right = width - 1, bottom = stride * (height - 1);
        (nint first, nint across, nint down) = origin switch
        {
            SKEncodedOrigin.TopRight => (right, (nint)(-1), stride),
            SKEncodedOrigin.BottomRight => (bottom + right, -1, -stride),
            SKEncodedOrigin.BottomLeft => (bottom, 1, -stride),
            SKEncodedOrigin.LeftTop => (0, stride, 1),
            SKEncodedOrigin.RightTop => (bottom, -stride, 1),
            SKEncodedOrigin.RightBottom => (bottom + right, -stride, -1),
            SKEncodedOrigin.LeftBottom => (right, stride, -1),
            _ => (0, 1, stride),
        };
        (int columns, int rows) = Swaps(origin) ? (height, width) : (width, height);
        for (int y = 0; y < rows; y += Tile)
        {
            for (int x = 0; x < columns; x += Tile)
            {
                TurnTile(
                    source + first + (x * across) + (y * down), across, down, target + ((nint)y * columns) + x, columns,
                    Math.Min(Tile, columns - x), Math.Min(Tile, rows - y));
            }
        }
    }

    private static void TurnTile(uint* source, nint across, nint down, uint* target, nint stride, int columns, int rows)
    {
        for (int y = 0; y < rows; y++, source += down, target += stride)
        {
            uint* from = source;
            for (int x = 0; x < columns; x++, from += across) target[x] = *from;
        }
    }
}
