using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Data;

/// <summary>Knows which column type stands for which .NET type of a user's own, such as an image.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock Lock = new();
    private static readonly Dictionary<(Type Type, DataViewTypeAttribute? Attribute), DataViewType> ColumnTypeOf = [];
    private static readonly Dictionary<DataViewType, Type> TypeOf = [];

    /// <summary>Makes members of type <paramref name="type"/>, with that attribute if one is given, columns of <paramref name="dataViewType"/>.</summary>
    /// <exception cref="ArgumentException">One of the two already belongs to another.</exception>
    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute? typeAttribute = null)
    {
        ArgumentNullException.ThrowIfNull(dataViewType);
        ArgumentNullException.ThrowIfNull(type);
        lock (Lock)
        {
            bool knownType = ColumnTypeOf.TryGetValue((type, typeAttribute), out DataViewType? columnType);
            bool knownColumnType = TypeOf.TryGetValue(dataViewType, out Type? otherType);
            if (knownType && knownColumnType && columnType!.Equals(dataViewType) && otherType == type)
            {
                return;
            }
            if (knownType)
            {
                throw new ArgumentException($"{type} with attribute {typeAttribute} is already registered as {columnType}.", nameof(type));
            }
            if (knownColumnType)
            {
                throw new ArgumentException($"{dataViewType} is already registered for {otherType}.", nameof(dataViewType));
            }
            ColumnTypeOf.Add((type, typeAttribute), dataViewType);
            TypeOf.Add(dataViewType, type);
        }
    }

    internal static bool TryGetColumnType(Type type, DataViewTypeAttribute? attribute, [MaybeNullWhen(false)] out DataViewType columnType)
    {
        lock (Lock)
        {
            return ColumnTypeOf.TryGetValue((type, attribute), out columnType);
        }
    }
}
