using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Gives each row a number in [0, 1): of its place, or of its key, so that rows of one key stay together.</summary>
internal sealed class RowLottery(int seed, DataViewSchema.Column? keyColumn)
{
    // Any odd constant with well-mixed bits; this is 2^64 divided by the golden ratio.
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _start = Mix((uint)seed + Step);

    public DataViewSchema.Column? KeyColumn => keyColumn;

    /// <summary>What gives the number of the present row; call it once for each row from the first on.</summary>
    public Func<double> Drawer(DataViewRow row)
    {
        if (keyColumn is { } key)
            return RawTypes.Invoke<KeyReader, (RowLottery, DataViewRow, DataViewSchema.Column), Func<double>>(key.Type.RawType, default, (this, row, key));
        ulong place = 0;
        return () => Number(place++);
    }

    private double Number(ulong which) => (Mix(_start + (which * Step)) >> 11) * (1.0 / (1UL << 53));

    // The finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // Not GetHashCode: that of text differs from process to process.
    private static ulong Hash<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => Hash(text.Span),
        float number => BitConverter.SingleToUInt32Bits(number == 0 ? 0 : number),
        double number => BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number),
        DataViewRowId id => Mix(id.Low + Step) ^ id.High,
        DateTime time => (ulong)time.Ticks,
        DateTimeOffset time => (ulong)time.UtcTicks,
        TimeSpan span => (ulong)span.Ticks,
        bool flag => flag ? 1UL : 0,
        ulong number => number,
        IConvertible number => (ulong)number.ToInt64(null),
        _ => throw new NotSupportedException($"Values of {typeof(T)} have no stable hash."),
    };

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = (ulong)text.Length;
        foreach (char character in text)
            hash = Mix(hash + character + Step);
        return hash;
    }

    private readonly struct KeyReader : IRawTypeVisitor<(RowLottery Lottery, DataViewRow Row, DataViewSchema.Column Key), Func<double>>
    {
        public Func<double> Visit<T>((RowLottery Lottery, DataViewRow Row, DataViewSchema.Column Key) arg)
        {
            ValueGetter<T> read = arg.Row.GetGetter<T>(arg.Key);
            T value = default!;
            return () =>
            {
                read(ref value);
                return arg.Lottery.Number(Hash(value));
            };
        }
    }
}
