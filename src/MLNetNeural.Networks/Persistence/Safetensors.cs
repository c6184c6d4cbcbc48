using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using MLNetNeural.Networks.Engines;

namespace MLNetNeural.Networks.Persistence;

/// <summary>
/// Parameters in the safetensors format, which PyTorch and others read: 8 bytes length of the header, a JSON header
/// with names, shapes and offsets, then the numbers (float32, little-endian). No code, no type names.
/// </summary>
public static class Safetensors
{
    private const int RunBytes = 8 << 20;
    private const int MaxHeaderBytes = 100 << 20; // the limit of the reference implementation
    private const string MetadataName = "__metadata__";

    /// <summary>Writes tensors, one after the other, without a second copy of them.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The sets of tensors; their names differ.</param>
    /// <param name="metadata">Texts for the header.</param>
    public static void Write(Stream stream, IReadOnlyList<ITensors> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);

        byte[] header = Header(tensors.SelectMany(set => set.Infos), metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        WriteNumbers(stream, tensors);
    }

    /// <summary>Reads tensors in, each into the set that has its name.</summary>
    /// <param name="stream">Where from; read from its position to the last tensor's end.</param>
    /// <param name="choose">Given the texts of the header, the sets to fill: all tensors of the sets must be there with the same shapes.</param>
    /// <param name="length">Bytes that the stream has from its position on; null when only a stream that can seek says so.</param>
    /// <exception cref="InvalidDataException">The data are no safetensors, are cut short, or have other shapes than asked for.</exception>
    public static void Read(Stream stream, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<ITensors>> choose, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(choose);

        long? available = length ?? (stream.CanSeek ? stream.Length - stream.Position : null);
        (Dictionary<string, string> metadata, List<StoredTensor> stored, int headerBytes) = ReadHeader(stream);

        // Where the length is known, before the first tensor is overwritten.
        long end = stored.Count == 0 ? 0 : stored.Max(tensor => tensor.End);
        if (available - headerBytes < end)
        {
            throw new InvalidDataException($"The data are cut short: {end - (available - headerBytes)} of {end} bytes are missing.");
        }

        Dictionary<string, (ITensors Set, int Index)> wanted = [];
        foreach (ITensors set in choose(metadata))
        {
            for (int t = 0; t < set.Infos.Count; t++) wanted.Add(set.Infos[t].Name, (set, t));
        }

        using var runs = new RunBuffers();
        long position = 0;
        foreach (StoredTensor tensor in stored.OrderBy(tensor => tensor.Start))
        {
            Skip(stream, tensor.Start - position);
            position = tensor.End;
            if (!wanted.Remove(tensor.Name, out (ITensors Set, int Index) place))
            {
                Skip(stream, tensor.End - tensor.Start);
                continue;
            }

            TensorInfo info = place.Set.Infos[place.Index];
            if (!tensor.Shape.SequenceEqual(info.Shape) || tensor.End - tensor.Start != info.Length * sizeof(float))
            {
                throw new InvalidDataException(
                    $"The tensor {info.Name} must have the shape [{string.Join(", ", info.Shape)}], but the data hold [{string.Join(", ", tensor.Shape)}].");
            }

            int rows = RowsOfRun(info);
            for (int row = 0; row < info.Rows; row += rows)
            {
                int first = row, run = Math.Min(rows, info.Rows - row) * info.Columns;
                Span<float> values = runs.Next(run);
                ReadExactly(stream, MemoryMarshal.AsBytes(values));
                LittleEndian(values);
                runs.Start(numbers => place.Set.Write(place.Index, first, numbers.Span));
            }
        }

        runs.Complete();
        if (wanted.Count > 0) throw new InvalidDataException($"The data lack the tensors {string.Join(", ", wanted.Keys)}.");
    }

    /// <summary>Writes the tensors run by run; one is written while the next is read from its engine.</summary>
    private static void WriteNumbers(Stream stream, IReadOnlyList<ITensors> tensors)
    {
        using var runs = new RunBuffers();
        foreach (ITensors set in tensors)
        {
            for (int t = 0; t < set.Infos.Count; t++)
            {
                TensorInfo info = set.Infos[t];
                int rows = RowsOfRun(info);
                for (int row = 0; row < info.Rows; row += rows)
                {
                    Span<float> values = runs.Next(Math.Min(rows, info.Rows - row) * info.Columns);
                    set.Read(t, row, values);
                    LittleEndian(values);
                    runs.Start(numbers => stream.Write(MemoryMarshal.AsBytes(numbers.Span)));
                }
            }
        }

        runs.Complete();
    }

    private static byte[] Header(IEnumerable<TensorInfo> infos, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (TensorInfo info in infos)
            {
                json.WriteStartObject(info.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (long size in info.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += info.Length * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The numbers begin at a multiple of 8; spaces after the JSON are allowed for that.
        int padding = (8 - (buffer.WrittenCount % 8)) % 8;
        return [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
    }

    private static (Dictionary<string, string> Metadata, List<StoredTensor> Tensors, int Bytes) ReadHeader(Stream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[8];
        ReadExactly(stream, lengthBytes);
        long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > MaxHeaderBytes) throw new InvalidDataException($"The data are no safetensors: they start with a header of {length} bytes.");

        byte[] bytes = ReadGrowing(stream, (int)length);
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, StoredTensor>();
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            foreach (JsonProperty entry in json.RootElement.EnumerateObject())
            {
                if (entry.Name == MetadataName)
                {
                    foreach (JsonProperty text in entry.Value.EnumerateObject()) metadata[text.Name] = text.Value.GetString() ?? "";
                    continue;
                }

                if (Member(entry, "dtype").GetString() != "F32")
                {
                    throw new InvalidDataException($"The tensor {entry.Name} must be F32, got {Member(entry, "dtype").GetString()}.");
                }

                long[] shape = [.. Member(entry, "shape").EnumerateArray().Select(size => size.GetInt64())];
                long[] offsets = [.. Member(entry, "data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
                if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
                {
                    throw new InvalidDataException($"The tensor {entry.Name} has the impossible place [{string.Join(", ", offsets)}].");
                }

                if (!tensors.TryAdd(entry.Name, new StoredTensor(entry.Name, shape, offsets[0], offsets[1])))
                {
                    throw new InvalidDataException($"The tensor {entry.Name} is there twice.");
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The data are no safetensors: their header is not what it should be ({e.Message}).", e);
        }

        return (metadata, [.. tensors.Values], sizeof(long) + bytes.Length);
    }

    private static JsonElement Member(JsonProperty entry, string name) => entry.Value.TryGetProperty(name, out JsonElement member)
        ? member
        : throw new InvalidDataException($"The tensor {entry.Name} has no {name}.");

    private static int RowsOfRun(TensorInfo info)
        => (int)Math.Clamp(RunBytes / sizeof(float) / (long)info.Columns, Math.Min(16, info.Rows), info.Rows);

    private static void LittleEndian(Span<float> values)
    {
        if (BitConverter.IsLittleEndian) return;
        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }

    private static void ReadExactly(Stream stream, Span<byte> destination)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length) throw new InvalidDataException($"The data are cut short: {destination.Length - read} of {destination.Length} bytes are missing.");
    }

    /// <summary>Takes memory as bytes come: a wrong length fails by reading, not by memory.</summary>
    private static byte[] ReadGrowing(Stream stream, int length)
    {
        byte[] bytes = new byte[Math.Min(length, 1 << 16)];
        for (int filled = 0; ;)
        {
            int read = stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < bytes.Length) throw new InvalidDataException($"The data are cut short: {length - filled} of {length} bytes are missing.");
            if (filled == length) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
    }

    private static void Skip(Stream stream, long bytes)
    {
        if (bytes < 0) throw new InvalidDataException("The data are no safetensors: two tensors overlap.");
        Span<byte> trash = stackalloc byte[4096];
        while (bytes > 0)
        {
            int part = (int)Math.Min(bytes, trash.Length);
            ReadExactly(stream, trash[..part]);
            bytes -= part;
        }
    }

    private sealed record StoredTensor(string Name, long[] Shape, long Start, long End);
}
