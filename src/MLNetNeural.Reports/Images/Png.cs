using System.Buffers.Binary;
using System.IO.Compression;

namespace MLNetNeural.Reports.Images;

/// <summary>Writes PNG files of 8-bit RGB: W3C, Portable Network Graphics, sections 5 (chunks), 9 (filters) and 11.2 (IHDR, IDAT, IEND).</summary>
internal static class Png
{
    private const byte UpFilter = 2;
    private const uint Polynomial = 0xEDB88320; // CRC-32, reflected

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Encode(RgbImage image)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8; // bits
        header[9] = 2; // RGB
        header[10..].Clear(); // deflate, the five filters, not interlaced

        using var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(image));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The rows, each but for the difference to the one above, which compresses better.</summary>
    private static byte[] Compress(RgbImage image)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal))
        {
            int stride = 3 * image.Width;
            byte[] row = new byte[1 + stride];
            row[0] = UpFilter;
            ReadOnlySpan<byte> pixels = image.Pixels.Span;
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<byte> line = pixels.Slice(y * stride, stride);
                for (int x = 0; x < stride; x++) row[x + 1] = (byte)(line[x] - (y == 0 ? 0 : pixels[((y - 1) * stride) + x]));
                zlib.Write(row);
            }
        }

        return data.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(~0u, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return crc;
    }
}
