using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers.Labels;

/// <summary>One truth a row, or several: 1 for true, 0 for false.</summary>
internal sealed class BooleanLabelColumn : LabelColumn
{
    /// <summary>Reads a column.</summary>
    /// <exception cref="ArgumentException">The column is neither Boolean nor a vector of Boolean of known size.</exception>
    public BooleanLabelColumn(DataViewSchema.Column column)
        : base(column)
    {
        if (column.Type is not BooleanDataViewType and not VectorDataViewType { IsKnownSize: true, ItemType: BooleanDataViewType }) throw Wrong(column.Name, column.Type);
        Labels = Slots(column);
        Names = SlotNames(column);
    }

    /// <summary>Number of labels of a row; null for a single one that is no vector.</summary>
    public int? Labels { get; }

    /// <inheritdoc/>
    public override bool AreClasses => false;

    /// <inheritdoc/>
    public override int Outputs => Labels ?? 1;

    /// <summary>Throws unless the column will be Boolean or a vector of it.</summary>
    public static void Check(SchemaShape.Column column)
    {
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector || column.ItemType is not BooleanDataViewType) throw Wrong(column.Name, $"{column.Kind} of {column.ItemType}");
    }

    /// <inheritdoc/>
    public override Func<bool> Appender(DataViewRow row, TargetRows targets)
    {
        if (Labels is null)
        {
            ValueGetter<bool> getter = row.GetGetter<bool>(Column);
            bool value = false;
            return () =>
            {
                getter(ref value);
                targets.Add([value ? 1f : 0f]);
                return true;
            };
        }

        ValueGetter<VBuffer<bool>> vector = row.GetGetter<VBuffer<bool>>(Column);
        VBuffer<bool> buffer = default;
        bool[] truths = new bool[Outputs];
        float[] values = new float[Outputs];
        return () =>
        {
            vector(ref buffer);
            buffer.CopyTo(truths);
            for (int j = 0; j < truths.Length; j++) values[j] = truths[j] ? 1 : 0;
            targets.Add(values);
            return true;
        };
    }

    /// <inheritdoc/>
    public override Targets Strata(Targets targets)
    {
        if (Labels is not null) return targets;
        int[] classes = new int[targets.Count];
        for (int row = 0; row < classes.Length; row++) classes[row] = targets[row].Values[0] > 0 ? 1 : 0;
        return Targets.OfClasses(classes, 2);
    }

    private static ArgumentOutOfRangeException Wrong(string name, object type)
        => Columns.Wrong($"The label column '{name}' must be Boolean, or a vector of Boolean of known size for several labels, got {type}: convert it with ConvertType.");
}
