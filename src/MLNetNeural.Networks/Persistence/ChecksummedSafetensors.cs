using System.Buffers;
using System.Globalization;
using System.Text;
using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Persistence;

/// <summary>
/// Safetensors whose metadata begin with the CRC-32C of the whole file, its own eight hexadecimal digits counted as zeros:
/// other programs read the file as any other. Data are verified before a number of them is used.
/// </summary>
internal static class ChecksummedSafetensors
{
    private const string Key = "checksum";
    private const string NoDigits = "00000000";
    private const int BlockBytes = 1 << 20;

    /// <summary>What stands before the digits: the length of the header, then this.</summary>
    private static readonly byte[] Before = Encoding.ASCII.GetBytes($"{{\"__metadata__\":{{\"{Key}\":\"");

    private static int Place => sizeof(long) + Before.Length;

    /// <summary>Writes tensors; see <see cref="Safetensors.Write"/>.</summary>
    /// <param name="stream">Where to; it can seek.</param>
    /// <param name="tensors">The sets of tensors.</param>
    /// <param name="metadata">Texts for the header; their names come after "checksum" in the alphabet, which makes it the first.</param>
    public static void Write(Stream stream, IReadOnlyList<ITensors> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        long start = stream.Position;
        using var summing = new ChecksumStream(stream);
        Safetensors.Write(summing, tensors, new Dictionary<string, string>(metadata) { [Key] = NoDigits });
        long end = stream.Position;
        stream.Position = start + Place;
        stream.Write(Encoding.ASCII.GetBytes(summing.Checksum.ToString("x8", CultureInfo.InvariantCulture)));
        stream.Position = end;
    }

    /// <summary>Reads tensors; see <see cref="Safetensors.Read"/>.</summary>
    /// <param name="stream">Where from, from the position on to the end; it can seek.</param>
    /// <param name="check">Given the texts of the header before anything is verified: refuses other files by <see cref="InvalidDataException"/>.</param>
    /// <param name="choose">Given the verified texts, the sets to fill.</param>
    /// <exception cref="InvalidDataException">The data are not what was written.</exception>
    public static void Read(
        Stream stream, Action<IReadOnlyDictionary<string, string>> check, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<ITensors>> choose)
    {
        long start = stream.Position;
        Safetensors.Read(stream, metadata =>
        {
            check(metadata);
            long numbers = stream.Position;
            stream.Position = start;
            Verify(stream);
            stream.Position = numbers;
            return choose(metadata);
        });
    }

    private static void Verify(Stream stream)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int digits = Place + NoDigits.Length;
            if (stream.ReadAtLeast(block, digits, throwOnEndOfStream: false) is var count && count < digits || !block.AsSpan(sizeof(long), Before.Length).SequenceEqual(Before))
            {
                throw new InvalidDataException("The data have no checksum.");
            }

            string written = Encoding.ASCII.GetString(block, Place, NoDigits.Length);
            Encoding.ASCII.GetBytes(NoDigits, block.AsSpan(Place));
            var checksum = new Crc32C();
            for (; count > 0; count = stream.Read(block)) checksum.Add(block.AsSpan(0, count));

            string actual = checksum.Value.ToString("x8", CultureInfo.InvariantCulture);
            if (actual != written) throw new InvalidDataException($"The data are damaged: their checksum is {actual}, but {written} was written with them.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
