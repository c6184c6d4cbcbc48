using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Trainers.Labels;

/// <summary>Classes from a key column.</summary>
internal sealed class KeyLabelColumn : LabelColumn
{
    /// <summary>Annotation with the values that keys stand for.</summary>
    public const string KeyValuesKind = "KeyValues";

    /// <summary>Reads a column.</summary>
    /// <exception cref="ArgumentException">The column is no key, or has fewer than two classes.</exception>
    public KeyLabelColumn(DataViewSchema.Column column)
        : base(column)
    {
        if (column.Type is not KeyDataViewType key) throw Wrong(column.Name, column.Type);
        if (key.Count is < 2 or > int.MaxValue)
        {
            throw Columns.Wrong($"The label column '{column.Name}' must have at least 2 classes, got {key.Count}: give examples of another class.");
        }

        Outputs = (int)key.Count;
        Names = KeyValues.Read(column, KeyValuesKind);
    }

    /// <inheritdoc/>
    public override bool AreClasses => true;

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <summary>Throws unless the column will be a key.</summary>
    public static void Check(SchemaShape.Column column)
    {
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.IsKey) throw Wrong(column.Name, $"{column.Kind} of {column.ItemType}");
    }

    /// <inheritdoc/>
    public override Func<bool> Appender(DataViewRow row, TargetRows targets)
    {
        Func<long> read = KeyReader(row);
        return () =>
        {
            long key = read();
            if (key <= 0 || key > Outputs) return false;
            targets.Add((int)(key - 1));
            return true;
        };
    }

    /// <summary>Reads the raw value of the key, whatever its width: 1-based, 0 for missing.</summary>
    private Func<long> KeyReader(DataViewRow row)
    {
        if (Column.Type.RawType == typeof(byte)) return Reader<byte>(row, value => value);
        if (Column.Type.RawType == typeof(ushort)) return Reader<ushort>(row, value => value);
        if (Column.Type.RawType == typeof(uint)) return Reader<uint>(row, value => value);
        return Reader<ulong>(row, value => (long)Math.Min(value, long.MaxValue));
    }

    private Func<long> Reader<T>(DataViewRow row, Func<T, long> convert)
    {
        ValueGetter<T> getter = row.GetGetter<T>(Column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    private static ArgumentOutOfRangeException Wrong(string name, object type)
        => Columns.Wrong($"The label column '{name}' must be a key, got {type}: append MapValueToKey before the trainer.");
}
