using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace MLNetNeural.Images;

/// <summary>The width and height that an image file declares, read from its first bytes without decoding.</summary>
/// <param name="Width">Pixels; as large as the file says.</param>
/// <param name="Height">Pixels; as large as the file says.</param>
internal readonly record struct DeclaredSize(long Width, long Height)
{
    // Cameras write about ten segments before the frame's; a file of millions must not cost a read for each.
    private const int MaxSegments = 1000;

    /// <summary>Width times height.</summary>
    public long Pixels => Width * Height;

    /// <summary>Reads a JPEG, PNG, GIF, BMP, WebP or TIFF file.</summary>
    /// <returns>The size; null when the file cannot be read or does not say.</returns>
    public static DeclaredSize? Read(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            Span<byte> head = stackalloc byte[32];
            head = head[..RandomAccess.Read(file, head, 0)];
            return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(file)
                : head.StartsWith("II*\0"u8) ? Tiff(file, head, isBigEndian: false)
                : head.StartsWith("MM\0*"u8) ? Tiff(file, head, isBigEndian: true)
                : head.Length >= 30 ? Fixed(head)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The decoder will say why.
            return null;
        }
    }

    private static DeclaredSize? Fixed(ReadOnlySpan<byte> head)
        => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
                ? new(BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]))
            : head.StartsWith("GIF8"u8)
                ? new(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]))
            : head.StartsWith("BM"u8) ? Bitmap(head)
            : head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? WebP(head[12..])
            : null;

    private static DeclaredSize Bitmap(ReadOnlySpan<byte> head)
        => BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) == 12
            ? new(BinaryPrimitives.ReadUInt16LittleEndian(head[18..]), BinaryPrimitives.ReadUInt16LittleEndian(head[20..]))
            : new(Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[22..])));

    // The three kinds of WebP: with losses, without, and extended.
    private static DeclaredSize? WebP(ReadOnlySpan<byte> chunk)
    {
        if (chunk.StartsWith("VP8 "u8))
        {
            return new(BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF);
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return new((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        return chunk.StartsWith("VP8X"u8)
            ? new((BinaryPrimitives.ReadUInt32LittleEndian(chunk[12..]) & 0xFFFFFF) + 1, (BinaryPrimitives.ReadUInt32LittleEndian(chunk[14..]) >> 8) + 1)
            : null;
    }

    private static DeclaredSize? Jpeg(SafeFileHandle file)
    {
        Span<byte> segment = stackalloc byte[9];
        long position = 2;
        for (int i = 0; i < MaxSegments && RandomAccess.Read(file, segment, position) == segment.Length && segment[0] == 0xFF; i++)
        {
            byte marker = segment[1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
            }

            // Filling and markers without a body.
            bool hasBody = marker is not (0xFF or 0x01 or (>= 0xD0 and <= 0xD9));
            position += marker == 0xFF ? 1 : hasBody ? 2 + BinaryPrimitives.ReadUInt16BigEndian(segment[2..]) : 2;
        }

        return null;
    }

    private static DeclaredSize? Tiff(SafeFileHandle file, ReadOnlySpan<byte> head, bool isBigEndian)
    {
        if (head.Length < 8) return null;
        long position = Number(head[4..], 4, isBigEndian);
        Span<byte> entry = stackalloc byte[12];
        if (RandomAccess.Read(file, entry[..2], position) < 2) return null;
        long width = 0, height = 0, entries = Number(entry, 2, isBigEndian);
        for (long i = 0; i < Math.Min(entries, MaxSegments) && RandomAccess.Read(file, entry, position + 2 + (12 * i)) == entry.Length; i++)
        {
            // Of type SHORT or LONG.
            int size = Number(entry[2..], 2, isBigEndian) == 3 ? 2 : 4;
            if (Number(entry, 2, isBigEndian) == 256) width = Number(entry[8..], size, isBigEndian);
            if (Number(entry, 2, isBigEndian) == 257) height = Number(entry[8..], size, isBigEndian);
        }

        return width > 0 && height > 0 ? new(width, height) : null;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int size, bool isBigEndian) => (size, isBigEndian) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };
}
