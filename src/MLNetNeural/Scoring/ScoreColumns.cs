using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>What a trained network adds to a schema.</summary>
internal sealed class ScoreColumns(MlpModel model, FeatureColumn features, OutputHead head, DataViewSchema inputSchema)
    : ComputedColumns(inputSchema, head.Columns(inputSchema), features.Column)
{
    /// <summary>Rows of one matrix product: enough for the kernels, few enough for the cache.</summary>
    public const int RowsPerProduct = 64;

    /// <summary>Products of a small network in one block, at most.</summary>
    private const int MostProducts = 8;

    /// <summary>Multiplications of a block: about a millisecond, beside which handing it to a thread does not count.</summary>
    private const long SumsOfBlock = 1 << 27;

    /// <summary>Features of a block that is scored beside others. Wider rows keep all cores busy by themselves, and would take much memory.</summary>
    private const long MostFeaturesBeside = 1 << 18;

    /// <summary>Blocks that are read ahead for each core: one that is computed, and one that is ready to be.</summary>
    private const int BlocksPerCore = 2;

    /// <inheritdoc/>
    public override BlockComputation CreateComputation(bool singleRow)
    {
        if (singleRow) return new ScoreComputation(model, features, head, rowsPerBlock: 1, blocksAhead: 0);
        long products = Math.Min(SumsOfBlock / model.Spec.ParameterCount, MostFeaturesBeside / model.Spec.Inputs) / RowsPerProduct;
        int rows = RowsPerProduct * (int)Math.Clamp(products, 1, MostProducts);
        bool isBeside = Environment.ProcessorCount > 1 && (long)rows * model.Spec.Inputs <= MostFeaturesBeside;
        return new ScoreComputation(model, features, head, rows, isBeside ? BlocksPerCore * Environment.ProcessorCount : 0);
    }
}
