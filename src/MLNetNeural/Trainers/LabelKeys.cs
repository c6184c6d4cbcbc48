using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Trainers;

/// <summary>The classes of a key column, and their names or values.</summary>
internal static class LabelKeys
{
    public const string AnnotationKind = "KeyValues";

    /// <summary>Number of classes.</summary>
    /// <exception cref="ArgumentException">The column is no key, or has fewer than two classes.</exception>
    public static int Count(DataViewSchema.Column label)
    {
        if (label.Type is not KeyDataViewType key)
        {
            throw new ArgumentException($"The label column '{label.Name}' must be a key, got {label.Type}: append MapValueToKey before the trainer.");
        }

        if (key.Count is < 2 or > int.MaxValue)
        {
            throw new ArgumentException($"The label column '{label.Name}' must have at least 2 classes, got {key.Count}: give examples of another class.");
        }

        return (int)key.Count;
    }

    /// <summary>The values behind the keys; null when the column has none.</summary>
    public static KeyValues? Read(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationKind) is not { } column || column.Type is not VectorDataViewType { IsKnownSize: true } type) return null;
        return KeyValues.Read(label.Annotations, column, type);
    }
}
