using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit identity of a row that stays the same in every pass over the data.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The low 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The high 64 bits.</summary>
    public readonly ulong High;

    /// <summary>The identity of these two halves.</summary>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>An identity made of this one and <paramref name="other"/>; the order of the two matters.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        ulong low = Mix(Low ^ Mix(other.Low + 0x9E3779B97F4A7C15));
        ulong high = Mix(High ^ Mix(other.High + 0xC2B2AE3D27D4EB4F));
        return new(Mix(low + high), Mix(high ^ (low * 0x9FB21C651E98DF25)));
    }

    /// <summary>The identity of a row derived from this one.</summary>
    public DataViewRowId Fork() => Combine(new(0, 0));

    /// <summary>The identity of the next row derived from the same one.</summary>
    public DataViewRowId Next() => Combine(new(1, 0));

    /// <inheritdoc/>
    public int CompareTo(DataViewRowId other)
    {
        int byHigh = High.CompareTo(other.High);
        return byHigh != 0 ? byHigh : Low.CompareTo(other.Low);
    }

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataViewRowId id && Equals(id);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Low ^ (Low >> 32) ^ (High * 7) ^ ((High * 7) >> 32));

    /// <summary>32 hexadecimal digits, high half first.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    // The finaliser of SplitMix64 (Steele, Lea, Flood, 2014): every input bit reaches every output bit.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
