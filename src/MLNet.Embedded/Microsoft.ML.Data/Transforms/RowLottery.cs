using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Gives each row a number in [0, 1]: of its place, or of its key, so that rows of one key stay together.</summary>
/// <remarks>
/// Only places and hashes are drawn. As in ML.NET, keys get their share, (key - 0.5) / count; numbers of type Single and Double their place
/// between the least and the greatest; and rows in which they are missing no number, NaN.
/// </remarks>
internal sealed class RowLottery
{
    // Any constant will do: a context without a seed still gives one fixed split.
    private const int SeedWithoutSeed = 20220421;

    // Any odd constant with well-mixed bits; this is 2^64 divided by the golden ratio.
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _start;
    private readonly double _least = double.PositiveInfinity;
    private readonly double _greatest = double.NegativeInfinity;

    /// <summary>A lottery for the rows of <paramref name="data"/>; of a key of type Single or Double all values are read.</summary>
    /// <param name="env">Gives the seed when <paramref name="seed"/> is null.</param>
    /// <param name="data">The rows.</param>
    /// <param name="samplingKeyColumn">Column of the key; null: the place of the row decides.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or not of one standard value a row.</exception>
    public RowLottery(IHostEnvironment env, IDataView data, string? samplingKeyColumn, int? seed)
    {
        _start = Mix((uint)(seed ?? (env as IHostEnvironmentInternal)?.Seed ?? SeedWithoutSeed) + Step);
        if (samplingKeyColumn is null)
            return;
        DataViewSchema.Column key = data.Schema.GetColumnOrNull(samplingKeyColumn)
            ?? throw SchemaErrors.MissingColumn(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        if (ColumnTypes.FromRawType(key.Type.RawType) is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samplingKeyColumn), $"Column '{samplingKeyColumn}' of type {key.Type} cannot group rows; it must hold one standard value a row.");
        }
        KeyColumn = key;
        if (!ColumnNumbers.IsReal(key.Type))
            return;
        using DataViewRowCursor cursor = data.GetRowCursor([key]);
        Func<double> read = ColumnNumbers.Reader(cursor, key);
        while (cursor.MoveNext())
        {
            double value = read();
            _least = value < _least ? value : _least;
            _greatest = value > _greatest ? value : _greatest;
        }
    }

    public DataViewSchema.Column? KeyColumn { get; }

    /// <summary>What gives the number of the present row; call it once for each row from the first on.</summary>
    public Func<double> Drawer(DataViewRow row)
    {
        if (KeyColumn is { } key)
        {
            if (ColumnNumbers.IsReal(key.Type))
            {
                Func<double> read = ColumnNumbers.Reader(row, key);
                return () => PlaceOf(read());
            }
            if (key.Type is KeyDataViewType)
                return ColumnNumbers.Reader(row, key);
            return RawTypes.Invoke<KeyReader, (RowLottery, DataViewRow, DataViewSchema.Column), Func<double>>(key.Type.RawType, default, (this, row, key));
        }
        ulong place = 0;
        return () => Number(place++);
    }

    private double Number(ulong which) => (Mix(_start + (which * Step)) >> 11) * (1.0 / (1UL << 53));

    private double PlaceOf(double value) => double.IsNaN(value) ? value : _greatest > _least ? (value - _least) / (_greatest - _least) : 0;

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
