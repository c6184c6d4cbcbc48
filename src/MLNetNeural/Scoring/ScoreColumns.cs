using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>What a trained network adds to a schema.</summary>
internal sealed class ScoreColumns(MlpModel model, FeatureColumn features, OutputHead head, DataViewSchema inputSchema)
    : ComputedColumns(inputSchema, head.Columns(inputSchema), features.Column)
{
    /// <summary>Rows of one matrix product of a cursor: enough for the kernels, few enough for the cache.</summary>
    private const int RowsPerBlock = 64;

    /// <inheritdoc/>
    public override BlockComputation CreateComputation(bool singleRow) => new ScoreComputation(model, features, head, singleRow ? 1 : RowsPerBlock);
}
