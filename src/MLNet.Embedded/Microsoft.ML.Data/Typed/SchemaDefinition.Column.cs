using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>How one member becomes a column.</summary>
    public sealed class Column
    {
        private DataViewSchema.Annotations _annotations = DataViewSchema.Annotations.Empty;

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName;
        }

        /// <summary>The member.</summary>
        public string MemberName { get; }

        /// <summary>The column's name.</summary>
        public string ColumnName { get; set; }

        /// <summary>The column's type; it must be held in the member's type.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>The column's annotations.</summary>
        public DataViewSchema.Annotations Annotations => _annotations;

        /// <summary>Adds an annotation.</summary>
        /// <exception cref="InvalidOperationException">There is one of that name.</exception>
        /// <exception cref="ArgumentException">The value is not of the raw type of <paramref name="annotationType"/>.</exception>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentException.ThrowIfNullOrEmpty(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (_annotations.Schema.GetColumnOrNull(kind) is not null)
            {
                throw Marked.InvalidOperation($"Column '{ColumnName}' already contains an annotation of this kind, '{kind}'.");
            }
            DataViewSchema.Annotations.Builder builder = new();
            builder.Add(_annotations, _ => true);
            builder.Add(kind, annotationType, (ref T destination) => destination = value);
            _annotations = builder.ToAnnotations();
        }

        internal void SetAnnotations(DataViewSchema.Annotations annotations) => _annotations = annotations;
    }
}
