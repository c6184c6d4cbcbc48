using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>What is known of a column.</summary>
    public struct Column
    {
        /// <summary>The name.</summary>
        public readonly string Name;

        /// <summary>One value a row, or a vector.</summary>
        public readonly VectorKind Kind;

        /// <summary>The type of the value or the items; of keys the number type that holds them.</summary>
        public readonly DataViewType ItemType;

        /// <summary>Whether the values or items are keys.</summary>
        public readonly bool IsKey;

        /// <summary>The annotations; empty when there are none.</summary>
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape? annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(itemType);
            if (itemType is KeyDataViewType)
            {
                throw new ArgumentOutOfRangeException(nameof(itemType), "Item type cannot be a key");
            }
            if (itemType is VectorDataViewType)
            {
                throw new ArgumentOutOfRangeException(nameof(itemType), "Item type cannot be a vector");
            }
            if (isKey && !KeyDataViewType.IsValidDataType(itemType.RawType))
            {
                throw new ArgumentOutOfRangeException(nameof(itemType), "The item type must be valid for a key");
            }
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        /// <summary>Whether a column has one value a row or many.</summary>
        public enum VectorKind
        {
            /// <summary>One value.</summary>
            Scalar,

            /// <summary>A vector, of the same size in every row.</summary>
            Vector,

            /// <summary>A vector whose size varies by row.</summary>
            VariableVector,
        }

        /// <summary>Whether <paramref name="source"/> can stand where this column is asked for: same kind, all annotations asked for.</summary>
        internal readonly bool IsCompatibleWith(Column source)
            => Name == source.Name
                && Kind == source.Kind
                && IsKey == source.IsKey
                && ItemType.Equals(source.ItemType)
                && Annotations.All(wanted => source.Annotations.TryFindColumn(wanted.Name, out Column found) && wanted.IsCompatibleWith(found));

        /// <summary>For example "Vector&lt;Single&gt;", "VarVector&lt;Single&gt;", "Key&lt;UInt32&gt;".</summary>
        internal readonly string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString()!;
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
