namespace Microsoft.ML.Data;

/// <summary>Members of a finite set: 1 to <see cref="Count"/>, held in an unsigned integer; 0 means missing.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <summary>Keys of <paramref name="count"/> values held in <paramref name="type"/>.</summary>
    /// <param name="type">Byte, UInt16, UInt32 or UInt64.</param>
    /// <param name="count">How many values there are; at least 1, at most what <paramref name="type"/> can count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Type or count is outside its range.</exception>
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
        {
            throw new ArgumentOutOfRangeException(nameof(type), "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64.");
        }
        if (count == 0 || count > Largest(type))
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"The cardinality of a {nameof(KeyDataViewType)} must not exceed {type.Name}.MaxValue and must be strictly positive, but got {count}.");
        }
        Count = count;
    }

    /// <summary>Keys of <paramref name="count"/> values held in <paramref name="type"/>.</summary>
    /// <param name="type">Byte, UInt16, UInt32 or UInt64.</param>
    /// <param name="count">How many values there are; at least 1, at most what <paramref name="type"/> can count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Type or count is outside its range.</exception>
    public KeyDataViewType(Type type, int count)
        : this(type, count < 0 ? 0 : (ulong)count)
    {
    }

    /// <summary>How many values there are; values run from 1 to this number.</summary>
    public ulong Count { get; }

    /// <summary>Whether keys may be held in <paramref name="type"/>: Byte, UInt16, UInt32 or UInt64.</summary>
    public static bool IsValidDataType(Type type)
        => type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other)
        => ReferenceEquals(this, other) || (other is KeyDataViewType key && key.RawType == RawType && key.Count == Count);

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is DataViewType type && Equals(type);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    /// <summary>For example "Key&lt;UInt32, 0-2&gt;" for three values.</summary>
    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong Largest(Type type)
        => type == typeof(byte) ? byte.MaxValue
            : type == typeof(ushort) ? ushort.MaxValue
            : type == typeof(uint) ? uint.MaxValue
            : ulong.MaxValue;
}
