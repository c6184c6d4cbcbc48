using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Trainers.Labels;

/// <summary>One number a row, or several; a row with a missing one (NaN) has no label.</summary>
internal sealed class SingleLabelColumn : LabelColumn
{
    /// <summary>Reads a column.</summary>
    /// <exception cref="ArgumentException">The column is neither Single nor a vector of Single of known size.</exception>
    public SingleLabelColumn(DataViewSchema.Column column)
        : base(column)
    {
        DataViewType item = column.Type is VectorDataViewType { IsKnownSize: true } vector ? vector.ItemType : column.Type;
        if (item != NumberDataViewType.Single) throw Wrong(column.Name, column.Type);
        Values = Slots(column);
        Names = SlotNames(column);
    }

    /// <summary>Number of values of a row; null for a single one that is no vector.</summary>
    public int? Values { get; }

    /// <inheritdoc/>
    public override bool AreClasses => false;

    /// <inheritdoc/>
    public override int Outputs => Values ?? 1;

    /// <summary>Throws unless the column will be Single or a vector of it.</summary>
    public static void Check(SchemaShape.Column column)
    {
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector || column.IsKey || column.ItemType != NumberDataViewType.Single)
        {
            throw Wrong(column.Name, $"{column.Kind} of {column.ItemType}");
        }
    }

    /// <inheritdoc/>
    public override Func<bool> Appender(DataViewRow row, TargetRows targets)
    {
        float[] values = new float[Outputs];
        Action read;
        if (Values is null)
        {
            ValueGetter<float> getter = row.GetGetter<float>(Column);
            read = () => getter(ref values[0]);
        }
        else
        {
            ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(Column);
            VBuffer<float> vector = default;
            read = () =>
            {
                getter(ref vector);
                vector.CopyTo(values);
            };
        }

        return () =>
        {
            read();
            foreach (float value in values)
            {
                if (float.IsNaN(value)) return false;
                if (float.IsInfinity(value)) throw Infinite(row.Position, value);
            }

            targets.Add(values);
            return true;
        };
    }

    private InvalidOperationException Infinite(long row, float value) => new(string.Create(
        CultureInfo.InvariantCulture, $"The label column '{Column.Name}' must be finite, but row {row} has {value}: correct or leave out the row."));

    private static ArgumentOutOfRangeException Wrong(string name, object type)
        => Columns.Wrong($"The label column '{name}' must be Single, or a vector of Single of known size for several outputs, got {type}: convert it with ConvertType.");
}
