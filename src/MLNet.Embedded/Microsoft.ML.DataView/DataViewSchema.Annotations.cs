namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Values that belong to a whole column, each under a name: key values, slot names.</summary>
    public sealed partial class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        /// <summary>No annotations.</summary>
        public static Annotations Empty { get; } = new(new DataViewSchema([]), []);

        /// <summary>The names and types of the annotations.</summary>
        public DataViewSchema Schema { get; }

        /// <summary>The delegate that writes the value of an annotation.</summary>
        /// <exception cref="InvalidOperationException"><typeparamref name="TValue"/> is not its raw type.</exception>
        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if ((uint)column.Index >= (uint)_getters.Length || Schema[column.Index].Name != column.Name)
            {
                throw new ArgumentException($"Column '{column.Name}' is not among these annotations: {this}.", nameof(column));
            }
            return _getters[column.Index] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Invalid call to '{nameof(GetGetter)}'");
        }

        /// <summary>Writes the value of the annotation called <paramref name="kind"/>.</summary>
        /// <exception cref="InvalidOperationException">There is none of that name and type.</exception>
        public void GetValue<TValue>(string kind, ref TValue value)
        {
            if (Schema.GetColumnOrNull(kind) is not { } column || _getters[column.Index] is not ValueGetter<TValue> getter)
            {
                throw new InvalidOperationException($"Invalid call to '{nameof(GetValue)}'");
            }
            getter(ref value);
        }

        /// <summary>The names, with commas between.</summary>
        public override string ToString() => string.Join(", ", Schema.Select(column => column.Name));
    }
}
