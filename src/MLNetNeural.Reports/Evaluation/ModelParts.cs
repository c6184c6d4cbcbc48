using Microsoft.ML;
using MLNetNeural.Images;
using MLNetNeural.Scoring;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>A model taken apart: what prepares rows, and the network that scores them.</summary>
/// <param name="Before">What comes before the network, in order.</param>
/// <param name="Network">The last network of the model.</param>
internal sealed record ModelParts(IReadOnlyList<ITransformer> Before, MlpTransformer Network)
{
    /// <summary>What made the features of image files; null where nothing did.</summary>
    public ImageTensorTransformer? Loader => Before.OfType<ImageTensorTransformer>().LastOrDefault(loader => loader.Options.OutputColumnName == Network.FeatureColumnName);

    /// <summary>Looks into chains, and chains in chains.</summary>
    /// <exception cref="ArgumentException">There is no network of ours.</exception>
    public static ModelParts Of(ITransformer model)
    {
        ITransformer[] parts = [.. Flatten(model)];
        int last = Array.FindLastIndex(parts, part => part is MlpTransformer);
        return last < 0
            ? throw new ArgumentException(
                $"A report needs a model with a multilayer perceptron, got {string.Join(", ", parts.Select(part => part.GetType().Name))}: fit a pipeline with one of the MultilayerPerceptron trainers.",
                nameof(model))
            : new ModelParts(parts[..last], (MlpTransformer)parts[last]);
    }

    /// <summary>Rows as the network gets them.</summary>
    public IDataView Prepare(IDataView data) => Before.Aggregate(data, (view, part) => part.Transform(view));

    private static IEnumerable<ITransformer> Flatten(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];
}
