using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Collects annotations.</summary>
        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _columns = new();
            private readonly List<Delegate> _getters = [];

            /// <summary>Adds those of <paramref name="annotations"/> whose name <paramref name="selector"/> accepts.</summary>
            public void Add(Annotations? annotations, Func<string, bool> selector)
            {
                ArgumentNullException.ThrowIfNull(selector);
                foreach (Column column in annotations?.Schema ?? Empty.Schema)
                {
                    if (selector(column.Name))
                    {
                        _columns.AddColumn(column.Name, column.Type, column.Annotations);
                        _getters.Add(annotations!._getters[column.Index]);
                    }
                }
            }

            /// <summary>Adds an annotation whose value <paramref name="getter"/> writes.</summary>
            /// <exception cref="ArgumentException"><typeparamref name="TValue"/> is not the raw type of <paramref name="type"/>.</exception>
            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations? annotations = null)
                => Add(name, type, (Delegate)getter, annotations);

            /// <summary>Adds an annotation whose value <paramref name="getter"/>, a ValueGetter of the raw type, writes.</summary>
            /// <exception cref="ArgumentException">The getter is not of the raw type of <paramref name="type"/>.</exception>
            public void Add(string name, DataViewType type, Delegate getter, Annotations? annotations = null)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                ArgumentNullException.ThrowIfNull(type);
                ArgumentNullException.ThrowIfNull(getter);
                Type delegateType = getter.GetType();
                if (!delegateType.IsGenericType
                    || delegateType.GetGenericTypeDefinition() != typeof(ValueGetter<>)
                    || delegateType.GenericTypeArguments[0] != type.RawType)
                {
                    throw new ArgumentException(
                        $"The getter of annotation '{name}' must be a ValueGetter<{type.RawType}>, as its type {type} says, got {delegateType}.",
                        nameof(getter));
                }
                _columns.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }

            /// <summary>Adds an annotation that has this value.</summary>
            /// <exception cref="ArgumentException"><typeparamref name="TValue"/> is not the raw type of <paramref name="type"/>.</exception>
            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations? annotations = null)
                => Add(name, type, (ref TValue destination) => destination = value, annotations);

            /// <summary>The annotations added so far.</summary>
            public Annotations ToAnnotations() => new(_columns.ToSchema(), [.. _getters]);
        }
    }
}
