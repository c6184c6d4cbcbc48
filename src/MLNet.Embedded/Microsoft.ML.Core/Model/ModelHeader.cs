using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.Internal;

/// <summary>
/// The frame around the body of a part (an entry Model.key), laid out as in ML.NET: 256 bytes of header, the body, the name of the
/// loader's assembly, a tail.
/// </summary>
internal sealed class ModelHeader
{
    public const int Size = 256;
    private const ulong Magic = 0x4C45444F4D004C4D;         // "ML MODEL", the space as zero
    private const ulong TailMagic = 0x4D4C004D4F44454C;     // the same backwards
    private const uint FormatVersion = 0x00010002;
    private const uint OldestFormatRead = 0x00010001;
    private const int LoaderNameLength = 24;

    public ulong ModelSignature { get; private init; }

    public uint VerWritten { get; private init; }

    public uint VerReadable { get; private init; }

    public string LoaderSignature { get; private init; } = "";

    public string LoaderSignatureAlt { get; private init; } = "";

    public string LoaderAssemblyName { get; private init; } = "";

    public long BodyLength { get; private init; }

    /// <summary>Writes a whole part.</summary>
    public static void Write(Stream target, VersionInfo version, ReadOnlySpan<byte> body)
    {
        byte[] assemblyName = Encoding.Unicode.GetBytes(version.LoaderAssemblyName ?? "");
        ulong assembly = Size + (ulong)body.Length;
        ulong tail = assembly + (ulong)assemblyName.Length;

        Span<byte> header = stackalloc byte[Size];
        header.Clear();
        WriteUInt64(header, Field.Magic, Magic);
        WriteUInt32(header, Field.FormatWritten, FormatVersion);
        WriteUInt32(header, Field.FormatReadable, FormatVersion);
        WriteUInt64(header, Field.Body, Size);
        WriteUInt64(header, Field.BodyLength, (ulong)body.Length);
        WriteUInt64(header, Field.ModelSignature, version.ModelSignature);
        WriteUInt32(header, Field.VerWritten, version.VerWrittenCur);
        WriteUInt32(header, Field.VerReadable, version.VerReadableCur);
        WriteName(header.Slice(Field.Loader, LoaderNameLength), version.LoaderSignature);
        WriteName(header.Slice(Field.LoaderAlt, LoaderNameLength), version.LoaderSignatureAlt);
        WriteUInt64(header, Field.Tail, tail);
        WriteUInt64(header, Field.End, tail + sizeof(ulong));
        if (assemblyName.Length > 0)
        {
            WriteUInt64(header, Field.Assembly, assembly);
            WriteUInt32(header, Field.AssemblyLength, (uint)assemblyName.Length);
        }
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        WriteUInt64(end, 0, TailMagic);

        target.Write(header);
        target.Write(body);
        target.Write(assemblyName);
        target.Write(end);
    }

    /// <summary>Reads the frame of a whole part.</summary>
    /// <param name="part">The bytes of the part.</param>
    /// <param name="where">The part's place, for messages.</param>
    /// <exception cref="FormatException">The bytes are not a part, or of a later format, or damaged.</exception>
    public static ModelHeader Read(ReadOnlySpan<byte> part, string where)
    {
        if (part.Length < Size + sizeof(ulong) || UInt64(part, Field.Magic) != Magic)
        {
            throw Marked.Format($"Wrong file type: '{where}' in the model is damaged or not a part of a model; get the file again.");
        }
        if (UInt32(part, Field.FormatReadable) > FormatVersion || UInt32(part, Field.FormatWritten) < OldestFormatRead)
        {
            throw Marked.Format(
                $"'{where}' in the model is written in format {UInt32(part, Field.FormatWritten):x8}; this version reads {FormatVersion:x8}.");
        }
        long bodyLength = Long(part, Field.BodyLength);
        long tail = Long(part, Field.Tail);
        long assembly = Long(part, Field.Assembly);
        uint assemblyLength = UInt32(part, Field.AssemblyLength);
        bool sound = Long(part, Field.Body) == Size
            && IsInside(Size, bodyLength, part.Length)
            && IsInside(assembly, assemblyLength, part.Length)
            && IsInside(tail, sizeof(ulong), part.Length)
            && UInt64(part, (int)tail) == TailMagic;
        if (!sound)
        {
            throw Damaged(where);
        }
        return new()
        {
            BodyLength = bodyLength,
            ModelSignature = UInt64(part, Field.ModelSignature),
            VerWritten = UInt32(part, Field.VerWritten),
            VerReadable = UInt32(part, Field.VerReadable),
            LoaderSignature = ReadName(part.Slice(Field.Loader, LoaderNameLength)),
            LoaderSignatureAlt = ReadName(part.Slice(Field.LoaderAlt, LoaderNameLength)),
            LoaderAssemblyName = Encoding.Unicode.GetString(part.Slice((int)assembly, (int)assemblyLength)),
        };
    }

    /// <summary>Checks that the body is of the format, and of a version, that <paramref name="version"/> says can be read.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public void Check(VersionInfo version, string where)
    {
        if (ModelSignature != version.ModelSignature)
        {
            throw Marked.Format($"Unknown file type: '{where}' in the model does not have the format its loader reads.");
        }
        if (VerReadable > version.VerWrittenCur)
        {
            throw Marked.Format(
                $"'{where}' in the model is too new: it needs a reader of version {VerReadable:x8}, "
                    + $"this is {version.VerWrittenCur:x8}; update the library.");
        }
        if (VerWritten < version.VerWeCanReadBack)
        {
            throw Marked.Format(
                $"'{where}' in the model is too old: version {VerWritten:x8}, "
                    + $"the oldest readable is {version.VerWeCanReadBack:x8}; train it again.");
        }
    }

    public static FormatException Damaged(string where)
        => Marked.Format($"'{where}' in the model is in an invalid format: damaged, cut short or not read to its end; get the file again.");

    private static bool IsInside(long start, long length, long size)
        => start >= 0 && length >= 0 && length <= size && start <= size - length;

    private static void WriteName(Span<byte> field, string? name)
    {
        if (name?.Length > LoaderNameLength)
        {
            throw new ArgumentException($"The name of a loader has at most {LoaderNameLength} characters, got '{name}'.", nameof(name));
        }
        Encoding.Latin1.GetBytes(name ?? "", field);
    }

    private static string ReadName(ReadOnlySpan<byte> field) => Encoding.Latin1.GetString(field).TrimEnd('\0');

    private static void WriteUInt64(Span<byte> header, int offset, ulong value)
        => BinaryPrimitives.WriteUInt64LittleEndian(header[offset..], value);

    private static void WriteUInt32(Span<byte> header, int offset, uint value)
        => BinaryPrimitives.WriteUInt32LittleEndian(header[offset..], value);

    private static ulong UInt64(ReadOnlySpan<byte> part, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(part[offset..]);

    private static uint UInt32(ReadOnlySpan<byte> part, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(part[offset..]);

    private static long Long(ReadOnlySpan<byte> part, int offset) => (long)UInt64(part, offset);

    /// <summary>Offsets in the header.</summary>
    private static class Field
    {
        public const int Magic = 0x00;
        public const int FormatWritten = 0x08;
        public const int FormatReadable = 0x0C;
        public const int Body = 0x10;
        public const int BodyLength = 0x18;
        public const int ModelSignature = 0x40;
        public const int VerWritten = 0x48;
        public const int VerReadable = 0x4C;
        public const int Loader = 0x50;
        public const int LoaderAlt = 0x68;
        public const int Tail = 0x80;
        public const int End = 0x88;
        public const int Assembly = 0x90;
        public const int AssemblyLength = 0x98;
    }
}
