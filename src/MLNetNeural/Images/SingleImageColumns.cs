using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>The column of pixels in single rows, as a PredictionEngine asks for; an image that cannot be read is an error.</summary>
internal sealed class SingleImageColumns(IHostEnvironment environment, ImageTensorTransformer transformer, DataViewSchema inputSchema)
    : ComputedColumns(inputSchema, [transformer.OutputColumn], transformer.InputColumn(inputSchema))
{
    private readonly IgnoredOrientation _ignoredOrientation = new(environment);

    /// <inheritdoc/>
    public override BlockComputation CreateComputation(bool singleRow)
        => new SingleImageComputation(transformer.Options, Sources[0], _ignoredOrientation);
}
