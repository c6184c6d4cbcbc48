using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>From the type and attributes of a member to a column type.</summary>
internal static class MemberTypes
{
    /// <summary>The type of the field or property.</summary>
    public static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>Whether values of the member's type are vectors, and the raw type of a value or an item.</summary>
    public static (bool IsVector, Type RawItemType) Shape(Type memberType)
    {
        bool isBuffer = memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(VBuffer<>);
        Type item = memberType.IsArray ? memberType.GetElementType()!
            : isBuffer ? memberType.GenericTypeArguments[0]
            : memberType;
        return (memberType.IsArray || isBuffer, item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item);
    }

    /// <summary>The column type that type and attributes of the member say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They say none.</exception>
    public static DataViewType ColumnTypeOf(MemberInfo member)
    {
        DataViewTypeAttribute? own = OwnTypeAttribute(member);
        own?.Register();
        if (DataViewTypeManager.TryGetColumnType(TypeOf(member), own, out DataViewType? ownType))
        {
            return ownType;
        }

        (bool isVector, Type rawType) = Shape(TypeOf(member));
        PrimitiveDataViewType item = ColumnTypes.FromRawType(rawType)
            ?? throw new ArgumentOutOfRangeException(
                nameof(rawType), $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            item = KeyDataViewType.IsValidDataType(rawType)
                ? new KeyDataViewType(rawType, key.Count)
                : throw Misplaced(member, "KeyType attribute", "a valid kind of data for a key type");
        }
        if (!isVector)
        {
            return member.GetCustomAttribute<VectorTypeAttribute>() is null
                ? item
                : throw Misplaced(member, nameof(VectorTypeAttribute), "a vector type");
        }
        return member.GetCustomAttribute<VectorTypeAttribute>() is { Dimensions.Length: > 0 } sized
            ? new VectorDataViewType(item, sized.Dimensions)
            : new VectorDataViewType(item);
    }

    private static DataViewTypeAttribute? OwnTypeAttribute(MemberInfo member)
    {
        DataViewTypeAttribute[] attributes = [.. member.GetCustomAttributes<DataViewTypeAttribute>()];
        return attributes.Length <= 1
            ? attributes.FirstOrDefault()
            : throw new ArgumentOutOfRangeException(
                "userType", $"Member {member.Name} cannot be marked with multiple attributes derived from {nameof(DataViewTypeAttribute)}.");
    }

    private static ArgumentOutOfRangeException Misplaced(MemberInfo member, string attribute, string expected)
        => new("userType", $"Member {member.Name} marked with {attribute}, but does not appear to be {expected}");
}
