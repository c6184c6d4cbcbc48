using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>
/// Outlines of a font's characters. Reads WOFF 1 files (W3C) with TrueType outlines: the tables cmap (format 4), glyf, head, hhea, hmtx and loca
/// of the OpenType specification. No hinting, no kerning: charts are labelled, not typeset.
/// </summary>
internal sealed class TrueTypeFont
{
    private const int WoffHeader = 44, WoffEntry = 20;

    private readonly Dictionary<string, byte[]> _tables = [];
    private readonly Dictionary<int, int> _glyphs = [];
    private readonly bool _hasLongOffsets;
    private readonly int _advances;

    /// <summary>Reads a font.</summary>
    public TrueTypeFont(Stream woff)
    {
        using var memory = new MemoryStream();
        woff.CopyTo(memory);
        byte[] file = memory.ToArray();
        for (int t = 0; t < U16(file, 12); t++)
        {
            int entry = WoffHeader + (t * WoffEntry), offset = (int)U32(file, entry + 4), packed = (int)U32(file, entry + 8), size = (int)U32(file, entry + 12);
            byte[] table = new byte[size];
            using Stream data = packed == size ? new MemoryStream(file, offset, size) : new ZLibStream(new MemoryStream(file, offset, packed), CompressionMode.Decompress);
            data.ReadExactly(table);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = table;
        }

        UnitsPerEm = U16(_tables["head"], 18);
        _hasLongOffsets = U16(_tables["head"], 50) == 1;
        _advances = U16(_tables["hhea"], 34);
        ReadCharacters(_tables["cmap"]);
    }

    /// <summary>Units of an em, in which everything else is measured.</summary>
    public int UnitsPerEm { get; }

    /// <summary>The glyph of a character; null where the font has none.</summary>
    public int? GlyphOf(Rune character) => _glyphs.TryGetValue(character.Value, out int glyph) ? glyph : null;

    /// <summary>How far the next glyph stands from the beginning of this one.</summary>
    public int AdvanceOf(int glyph) => U16(_tables["hmtx"], 4 * Math.Min(glyph, _advances - 1));

    /// <summary>The outlines of a glyph, y upwards; of each point whether it lies on the curve, as the specification has it.</summary>
    public IEnumerable<(double X, double Y, bool IsOn)[]> OutlinesOf(int glyph) => OutlinesOf(glyph, depth: 0);

    private IEnumerable<(double X, double Y, bool IsOn)[]> OutlinesOf(int glyph, int depth)
    {
        byte[] glyf = _tables["glyf"];
        int at = OffsetOf(glyph);
        if (at == OffsetOf(glyph + 1)) return [];
        int count = I16(glyf, at);
        return count >= 0 ? Simple(glyf, at + 10, count) : depth < 8 ? Composite(glyf, at + 10, depth) : [];
    }

    private int OffsetOf(int glyph) => _hasLongOffsets ? (int)U32(_tables["loca"], 4 * glyph) : 2 * U16(_tables["loca"], 2 * glyph);

    private static List<(double X, double Y, bool IsOn)[]> Simple(byte[] glyf, int at, int count)
    {
        int[] ends = [.. Enumerable.Range(0, count).Select(i => (int)U16(glyf, at + (2 * i)))];
        int points = count == 0 ? 0 : ends[^1] + 1;
        at += 2 * count;
        at += 2 + U16(glyf, at); // instructions
        var flags = new List<byte>();
        while (flags.Count < points)
        {
            byte flag = glyf[at++];
            int repeats = (flag & 8) == 0 ? 1 : 1 + glyf[at++];
            for (int i = 0; i < repeats; i++) flags.Add(flag);
        }

        int[] x = Coordinates(glyf, ref at, flags, isShort: 2, isSame: 16), y = Coordinates(glyf, ref at, flags, isShort: 4, isSame: 32);
        var outlines = new List<(double X, double Y, bool IsOn)[]>();
        int first = 0;
        foreach (int end in ends)
        {
            outlines.Add([.. Enumerable.Range(first, end + 1 - first).Select(i => ((double)x[i], (double)y[i], (flags[i] & 1) != 0))]);
            first = end + 1;
        }

        return outlines;
    }

    private static int[] Coordinates(byte[] glyf, ref int at, List<byte> flags, int isShort, int isSame)
    {
        int[] values = new int[flags.Count];
        int value = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if ((flags[i] & isShort) != 0)
            {
                value += (flags[i] & isSame) != 0 ? glyf[at] : -glyf[at];
                at++;
            }
            else if ((flags[i] & isSame) == 0)
            {
                value += I16(glyf, at);
                at += 2;
            }

            values[i] = value;
        }

        return values;
    }

    /// <summary>A glyph of others, as an accented letter; moved and scaled.</summary>
    private IEnumerable<(double X, double Y, bool IsOn)[]> Composite(byte[] glyf, int at, int depth)
    {
        for (int flags = 0x20; (flags & 0x20) != 0;)
        {
            flags = U16(glyf, at);
            int part = U16(glyf, at + 2);
            bool areWords = (flags & 1) != 0;
            double dx = areWords ? I16(glyf, at + 4) : (sbyte)glyf[at + 4], dy = areWords ? I16(glyf, at + 6) : (sbyte)glyf[at + 5];
            at += areWords ? 8 : 6;
            double a = 1, b = 0, c = 0, d = 1;
            if ((flags & 0x08) != 0) (a, d, at) = (F2Dot14(glyf, at), F2Dot14(glyf, at), at + 2);
            else if ((flags & 0x40) != 0) (a, d, at) = (F2Dot14(glyf, at), F2Dot14(glyf, at + 2), at + 4);
            else if ((flags & 0x80) != 0) (a, b, c, d, at) = (F2Dot14(glyf, at), F2Dot14(glyf, at + 2), F2Dot14(glyf, at + 4), F2Dot14(glyf, at + 6), at + 8);
            foreach ((double X, double Y, bool IsOn)[] outline in OutlinesOf(part, depth + 1))
            {
                yield return [.. outline.Select(point => ((a * point.X) + (c * point.Y) + dx, (b * point.X) + (d * point.Y) + dy, point.IsOn))];
            }
        }
    }

    private void ReadCharacters(byte[] cmap)
    {
        for (int t = 0; t < U16(cmap, 2); t++)
        {
            int table = (int)U32(cmap, 8 + (8 * t));
            if (U16(cmap, table) != 4) continue;
            int segments = U16(cmap, table + 6) / 2, ends = table + 14, starts = ends + (2 * segments) + 2, deltas = starts + (2 * segments), offsets = deltas + (2 * segments);
            for (int s = 0; s < segments; s++)
            {
                int start = U16(cmap, starts + (2 * s)), end = U16(cmap, ends + (2 * s)), delta = U16(cmap, deltas + (2 * s)), offset = U16(cmap, offsets + (2 * s));
                for (int c = start; c <= end && c < 0xFFFF; c++)
                {
                    int glyph = offset == 0 ? c : U16(cmap, offsets + (2 * s) + offset + (2 * (c - start)));
                    if (glyph != 0 || offset == 0) glyph = (glyph + delta) & 0xFFFF;
                    if (glyph != 0) _glyphs[c] = glyph;
                }
            }
        }
    }

    private static double F2Dot14(byte[] data, int at) => I16(data, at) / 16384.0;

    private static ushort U16(byte[] data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private static short I16(byte[] data, int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private static uint U32(byte[] data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
