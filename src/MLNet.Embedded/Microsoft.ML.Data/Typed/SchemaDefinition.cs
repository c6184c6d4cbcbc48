using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>How the members of a class become columns. Get one from <see cref="Create"/>, then change it.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    internal const DynamicallyAccessedMemberTypes Members
        = DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties;

    private SchemaDefinition()
    {
    }

    /// <summary>Which way values go.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>Out of objects, into columns.</summary>
        Read = 1,

        /// <summary>Out of columns, into objects.</summary>
        Write = 2,

        /// <summary>Both ways.</summary>
        Both = Read | Write,
    }

    /// <summary>The column of that name; null when there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column set has another name.</exception>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName)!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(columnName), $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            }
            int index = FindIndex(column => column.ColumnName == columnName);
            if (index >= 0)
            {
                this[index] = value;
            }
            else
            {
                Add(value);
            }
        }
    }

    /// <summary>The columns of the public fields and properties of <paramref name="userType"/>, as their types and attributes say.</summary>
    /// <param name="userType">The class.</param>
    /// <param name="direction">Read asks for a getter, write for a setter, both for either.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member's type or attribute stands for no column type.</exception>
    public static SchemaDefinition Create([DynamicallyAccessedMembers(Members)] Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        SchemaDefinition definition = [];
        foreach (MemberInfo member in ColumnMembers(userType, direction))
        {
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition.Exists(column => column.ColumnName == name))
            {
                throw new ArgumentOutOfRangeException(nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            }
            definition.Add(new(member.Name, MemberTypes.ColumnTypeOf(member), name));
        }
        return definition;
    }

    private static IEnumerable<MemberInfo> ColumnMembers([DynamicallyAccessedMembers(Members)] Type userType, Direction direction)
    {
        const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;
        IEnumerable<MemberInfo> properties = userType.GetProperties(PublicInstance)
            .Where(property => property.GetIndexParameters().Length == 0
                && (((direction & Direction.Read) != 0 && property.GetGetMethod() is not null)
                    || ((direction & Direction.Write) != 0 && property.GetSetMethod() is not null)));
        return userType.GetFields(PublicInstance)
            .Concat(properties)
            .Where(member => member.GetCustomAttribute<NoColumnAttribute>() is null);
    }
}
