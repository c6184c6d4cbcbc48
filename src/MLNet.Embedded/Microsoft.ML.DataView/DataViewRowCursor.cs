namespace Microsoft.ML;

/// <summary>A row that moves: call <see cref="MoveNext"/> before the first value.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Goes to the next row; false when there is none.</summary>
    public abstract bool MoveNext();
}
