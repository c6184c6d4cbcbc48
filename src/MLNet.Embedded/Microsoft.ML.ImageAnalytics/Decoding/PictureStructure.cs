using System.Buffers.Binary;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>What the outer structure of an encoded JPEG or PNG says, read without decoding.</summary>
/// <param name="IsJpeg">The bytes begin like a JPEG.</param>
/// <param name="IsProgressive">It is a JPEG with a progressive frame, whose scans refine each other.</param>
/// <param name="Width">Declared width; 0 when not found.</param>
/// <param name="Height">Declared height; 0 when not found.</param>
/// <param name="Fault">Why the picture must not be decoded; null when nothing speaks against it.</param>
/// <remarks>gdk-pixbuf fills the missing rest of a JPEG or PNG that was cut short with grey and reports success. A walk over
/// the segments finds the cut: a whole JPEG ends with an end-of-image marker, a whole PNG with an IEND chunk.</remarks>
internal readonly record struct PictureStructure(bool IsJpeg, bool IsProgressive, int Width, int Height, string? Fault)
{
    // Progressive files have about ten scans; a file of thousands keeps a decoder busy for minutes.
    private const int MaxScans = 500;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the structure of an encoded picture; formats other than JPEG and PNG give an empty answer.</summary>
    public static PictureStructure Read(ReadOnlySpan<byte> encoded)
        => encoded.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ReadJpeg(encoded)
            : encoded.StartsWith(PngSignature) ? ReadPng(encoded)
            : default;

    private static PictureStructure ReadJpeg(ReadOnlySpan<byte> encoded)
    {
        int width = 0, height = 0, scans = 0;
        bool isProgressive = false;
        int position = 2;
        while (NextMarker(encoded, ref position, out byte marker))
        {
            if (marker == 0xD9)
            {
                return new(true, isProgressive, width, height, null);
            }

            if (IsWithoutBody(marker))
            {
                continue;
            }

            if (encoded.Length - position < 2)
            {
                break;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(encoded[position..]);
            isProgressive |= IsProgressiveFrame(marker);
            if (IsFrame(marker) && length >= 7 && encoded.Length - position >= 7)
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(encoded[(position + 3)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(encoded[(position + 5)..]);
            }

            if (marker == 0xDA && ++scans > MaxScans)
            {
                return new(true, isProgressive, width, height, $"it has more than {MaxScans} scans");
            }

            position += Math.Max(length, 2);
            if (position > encoded.Length)
            {
                break;
            }
        }

        return new(true, isProgressive, width, height, "the JPEG data ends before the end-of-image marker: the file was cut short");
    }

    /// <summary>Moves behind the next marker; within compressed data FF 00 is a byte and FF FF filling.</summary>
    private static bool NextMarker(ReadOnlySpan<byte> encoded, ref int position, out byte marker)
    {
        marker = 0;
        while (position < encoded.Length)
        {
            int skipped = encoded[position..].IndexOf((byte)0xFF);
            if (skipped < 0)
            {
                return false;
            }

            position += skipped + 1;
            while (position < encoded.Length && encoded[position] == 0xFF)
            {
                position++;
            }

            if (position < encoded.Length && encoded[position] != 0)
            {
                marker = encoded[position++];
                return true;
            }
        }

        return false;
    }

    private static bool IsWithoutBody(byte marker) => marker is >= 0xD0 and <= 0xD8 or 0x01;

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsProgressiveFrame(byte marker) => marker is 0xC2 or 0xC6 or 0xCA or 0xCE;

    private static PictureStructure ReadPng(ReadOnlySpan<byte> encoded)
    {
        int width = 0, height = 0;
        int position = PngSignature.Length;
        while (encoded.Length - position >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(encoded[position..]);
            ReadOnlySpan<byte> type = encoded.Slice(position + 4, 4);
            if (length > encoded.Length - position - 12)
            {
                break;
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return new(false, false, width, height, null);
            }

            if (type.SequenceEqual("IHDR"u8) && length >= 8)
            {
                width = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(encoded[(position + 8)..]), int.MaxValue);
                height = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(encoded[(position + 12)..]), int.MaxValue);
            }

            position += 12 + (int)length;
        }

        return new(false, false, width, height, "the PNG data ends before the IEND chunk: the file was cut short");
    }
}
