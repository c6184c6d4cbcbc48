using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Networks.Features;
using MLNetNeural.Scoring.Heads;

namespace MLNetNeural.Trainers.Labels;

/// <summary>Reads what is to be predicted from a column.</summary>
internal abstract class LabelColumn
{
    private protected LabelColumn(DataViewSchema.Column column) => Column = column;

    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; }

    /// <summary>Whether a row has a class (true) or values (false).</summary>
    public abstract bool AreClasses { get; }

    /// <summary>Outputs that a network needs: one a class, or one a value.</summary>
    public abstract int Outputs { get; }

    /// <summary>Names or values of the outputs; null when the column does not say.</summary>
    public KeyValues? Names { get; private protected init; }

    /// <summary>Something that appends the row's target; it returns false, and appends nothing, for a row without a label.</summary>
    public abstract Func<bool> Appender(DataViewRow row, TargetRows targets);

    /// <summary>The targets by whose classes validation rows are drawn, the same share of each.</summary>
    public virtual Targets Strata(Targets targets) => targets;

    /// <summary>The number of slots of a vector; null for a plain value.</summary>
    private protected static int? Slots(DataViewSchema.Column column) => (column.Type as VectorDataViewType)?.Size;

    private protected static KeyValues? SlotNames(DataViewSchema.Column column) => KeyValues.Read(column, OutputHead.SlotNames) is { AreTexts: true } names ? names : null;
}
