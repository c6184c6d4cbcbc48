using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>What a multiclass model adds to a schema.</summary>
internal sealed class MulticlassColumns(MlpModel model, FeatureColumn features, IEnumerable<DataViewSchema.DetachedColumn> added, DataViewSchema inputSchema)
    : ComputedColumns(inputSchema, added, features.Column)
{
    /// <summary>Rows of one matrix product of a cursor: enough for the kernels, few enough for the cache.</summary>
    private const int RowsPerBlock = 64;

    /// <inheritdoc/>
    public override BlockComputation CreateComputation(bool singleRow) => new MulticlassComputation(model, features, singleRow ? 1 : RowsPerBlock);
}
