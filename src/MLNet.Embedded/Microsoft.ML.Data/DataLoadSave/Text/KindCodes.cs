namespace Microsoft.ML.Data;

/// <summary>The short names of types in the comment that describes a text file's columns.</summary>
internal static class KindCodes
{
    private static readonly (string Code, Type Type)[] Codes =
    [
        ("R4", typeof(float)), ("R8", typeof(double)), ("TX", typeof(ReadOnlyMemory<char>)), ("BL", typeof(bool)),
        ("I1", typeof(sbyte)), ("I2", typeof(short)), ("I4", typeof(int)), ("I8", typeof(long)),
        ("U1", typeof(byte)), ("U2", typeof(ushort)), ("U4", typeof(uint)), ("U8", typeof(ulong)),
        ("TS", typeof(TimeSpan)), ("DT", typeof(DateTime)), ("DZ", typeof(DateTimeOffset)), ("UG", typeof(DataViewRowId)),
        ("Num", typeof(float)), ("TXT", typeof(ReadOnlyMemory<char>)), ("Text", typeof(ReadOnlyMemory<char>)), ("Bool", typeof(bool)),
        ("TimeSpan", typeof(TimeSpan)), ("DateTime", typeof(DateTime)), ("DateTimeZone", typeof(DateTimeOffset)),
    ];

    public static string Of(Type rawType) => Codes.First(code => code.Type == rawType).Code;

    public static DataKind? KindOrNull(string code)
        => Codes.FirstOrDefault(known => known.Code.Equals(code, StringComparison.OrdinalIgnoreCase)).Type is { } type
            ? ColumnTypes.KindOf(type)
            : null;
}
