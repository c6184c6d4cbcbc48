using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNetNeural.Tests.Persistence;

/// <summary>The entries of a model file, to be changed as an attacker or a failing disk would; checksums and offsets stay right.</summary>
internal sealed class ModelArchive
{
    public const string Weights = "TransformerChain/Weights";
    public const string Part = "TransformerChain/Model.key";

    private const int HeaderSize = 256;
    private const int BodyLengthField = 0x18;
    private const int TailField = 0x80;
    private const int EndField = 0x88;
    private const int AssemblyField = 0x90;
    private const int AssemblyLengthField = 0x98;

    private readonly Dictionary<string, byte[]> _entries = [];

    public ModelArchive(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open()) stream.CopyTo(content);
            _entries[entry.FullName] = content.ToArray();
        }
    }

    /// <summary>What our part of the model says: all but the weights.</summary>
    public byte[] Body
    {
        get => _entries[Part].AsSpan(HeaderSize, BodyLength).ToArray();
        set
        {
            byte[] part = [.. _entries[Part][..HeaderSize], .. value, .. _entries[Part][(HeaderSize + BodyLength)..]];
            foreach (int offset in (int[])[TailField, EndField, AssemblyField]) AddTo(part, offset, value.Length - BodyLength);
            AddTo(part, BodyLengthField, value.Length - BodyLength);
            _entries[Part] = part;
        }
    }

    private int BodyLength => (int)BinaryPrimitives.ReadInt64LittleEndian(_entries[Part].AsSpan(BodyLengthField));

    public byte[] this[string entry]
    {
        get => _entries[entry];
        set => _entries[entry] = value;
    }

    /// <summary>The JSON before the weights.</summary>
    public string WeightsHeader
    {
        get => Encoding.UTF8.GetString(_entries[Weights].AsSpan(8, WeightsHeaderLength));
        set => _entries[Weights] = [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(value)), .. Encoding.UTF8.GetBytes(value), .. _entries[Weights][(8 + WeightsHeaderLength)..]];
    }

    private int WeightsHeaderLength => (int)BinaryPrimitives.ReadInt64LittleEndian(_entries[Weights]);

    public void Remove(string entry) => _entries.Remove(entry);

    /// <summary>Replaces the network's description in the body.</summary>
    public void ReplaceSpec(Func<string, string> change)
    {
        using var reader = new BinaryReader(new MemoryStream(Body));
        int version = reader.ReadInt32();
        string spec = reader.ReadString();
        byte[] rest = Body[(int)reader.BaseStream.Position..];
        using var changed = new MemoryStream();
        var writer = new BinaryWriter(changed);
        writer.Write(version);
        writer.Write(change(spec));
        writer.Write(rest);
        Body = changed.ToArray();
    }

    /// <summary>Names another assembly in the header of our part.</summary>
    public void ReplaceLoaderAssembly(string name)
    {
        byte[] part = _entries[Part], characters = Encoding.Unicode.GetBytes(name);
        int at = (int)BinaryPrimitives.ReadInt64LittleEndian(part.AsSpan(AssemblyField)), length = BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(AssemblyLengthField));
        part = [.. part[..at], .. characters, .. part[(at + length)..]];
        BinaryPrimitives.WriteInt32LittleEndian(part.AsSpan(AssemblyLengthField), characters.Length);
        foreach (int offset in (int[])[TailField, EndField]) AddTo(part, offset, characters.Length - length);
        _entries[Part] = part;
    }

    public byte[] ToFile()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in _entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    private static void AddTo(byte[] part, int at, int delta)
    {
        Span<byte> value = part.AsSpan(at, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(value, BinaryPrimitives.ReadInt64LittleEndian(value) + delta);
    }
}
