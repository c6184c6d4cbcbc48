using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A member and the column it stands for.</summary>
internal sealed class BoundColumn(MemberInfo member, string name, DataViewType type, DataViewSchema.Annotations annotations)
{
    public MemberInfo Member { get; } = member;

    public Type MemberType { get; } = MemberTypes.TypeOf(member);

    public string Name { get; } = name;

    public DataViewType Type { get; } = type;

    public DataViewSchema.Annotations Annotations { get; } = annotations;

    /// <summary>Whether the member can hold values of a column type: same raw type, both vectors or neither.</summary>
    public bool Fits(DataViewType columnType)
    {
        (bool isVector, Type rawType) = MemberTypes.Shape(MemberType);
        return columnType is VectorDataViewType vector
            ? isVector && vector.ItemType.RawType == rawType
            : columnType.RawType == (isVector ? MemberType : rawType);
    }
}
