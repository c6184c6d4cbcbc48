namespace Microsoft.ML.Data;

/// <summary>What the code asks of column types again and again.</summary>
internal static class ColumnTypes
{
    /// <summary>The type of the items of a vector, or the type itself.</summary>
    public static DataViewType ItemTypeOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>The number type held in <paramref name="rawType"/>.</summary>
    public static NumberDataViewType NumberOf(Type rawType)
        => FromRawType(rawType) as NumberDataViewType
            ?? throw new ArgumentException($"{rawType} is not the raw type of a number type.", nameof(rawType));

    /// <summary>The standard type held in <paramref name="rawType"/>, or null.</summary>
    public static PrimitiveDataViewType? FromRawType(Type rawType)
        => rawType == typeof(float) ? NumberDataViewType.Single
            : rawType == typeof(double) ? NumberDataViewType.Double
            : rawType == typeof(ReadOnlyMemory<char>) ? TextDataViewType.Instance
            : rawType == typeof(bool) ? BooleanDataViewType.Instance
            : rawType == typeof(uint) ? NumberDataViewType.UInt32
            : rawType == typeof(int) ? NumberDataViewType.Int32
            : rawType == typeof(long) ? NumberDataViewType.Int64
            : rawType == typeof(ulong) ? NumberDataViewType.UInt64
            : rawType == typeof(byte) ? NumberDataViewType.Byte
            : rawType == typeof(sbyte) ? NumberDataViewType.SByte
            : rawType == typeof(short) ? NumberDataViewType.Int16
            : rawType == typeof(ushort) ? NumberDataViewType.UInt16
            : rawType == typeof(DateTime) ? DateTimeDataViewType.Instance
            : rawType == typeof(DateTimeOffset) ? DateTimeOffsetDataViewType.Instance
            : rawType == typeof(TimeSpan) ? TimeSpanDataViewType.Instance
            : rawType == typeof(DataViewRowId) ? RowIdDataViewType.Instance
            : null;

    /// <summary>The standard type of that kind.</summary>
    public static PrimitiveDataViewType FromKind(DataKind kind) => kind switch
    {
        DataKind.SByte => NumberDataViewType.SByte,
        DataKind.Byte => NumberDataViewType.Byte,
        DataKind.Int16 => NumberDataViewType.Int16,
        DataKind.UInt16 => NumberDataViewType.UInt16,
        DataKind.Int32 => NumberDataViewType.Int32,
        DataKind.UInt32 => NumberDataViewType.UInt32,
        DataKind.Int64 => NumberDataViewType.Int64,
        DataKind.UInt64 => NumberDataViewType.UInt64,
        DataKind.Single => NumberDataViewType.Single,
        DataKind.Double => NumberDataViewType.Double,
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        DataKind.TimeSpan => TimeSpanDataViewType.Instance,
        DataKind.DateTime => DateTimeDataViewType.Instance,
        DataKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"There is no kind of data {kind}."),
    };

    /// <summary>The kind of the standard type held in <paramref name="rawType"/>, or null.</summary>
    public static DataKind? KindOf(Type rawType)
        => Enum.GetValues<DataKind>().Where(kind => FromKind(kind).RawType == rawType).Select(kind => (DataKind?)kind).FirstOrDefault();
}
