using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>Small pictures made in code.</summary>
internal static class TestPictures
{
    /// <summary>A GIF of one pixel with two frames: red, then green.</summary>
    public static byte[] TwoFrameGif { get; } =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0b1000_0000, 0, 0, 255, 0, 0, 0, 255, 0,
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0,
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0,
        0x3B,
    ];

    /// <summary>A BMP of two pixels, 24 bits each: (1, 2, 3) and (4, 5, 6) in blue, green, red order.</summary>
    public static byte[] Bmp2x1 { get; } = Bmp(2, 1, [1, 2, 3, 4, 5, 6, 0, 0]);

    public static MLImage Noise(int width, int height, MLPixelFormat format, int seed = 1)
    {
        byte[] pixels = new byte[width * height * 4];
        new Random(seed).NextBytes(pixels);
        return MLImage.CreateFromPixels(width, height, format, pixels);
    }

    /// <summary>A BMP header with the size as told and any data.</summary>
    public static byte[] Bmp(int width, int height, byte[] data)
    {
        byte[] file = new byte[54 + data.Length];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        file[10] = 54;
        file[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        data.CopyTo(file, 54);
        return file;
    }

    /// <summary>A gray PNG of the size as told; the data have one row only.</summary>
    public static byte[] Png(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(new byte[Math.Min(width, 1000) + 1]);
        }

        byte[] rows = compressed.ToArray();
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The first bytes of a JPEG of the size as told, and an end.</summary>
    public static byte[] Jpeg(int width, int height)
        => [
            0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
            0xFF, 0xD9,
        ];

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
