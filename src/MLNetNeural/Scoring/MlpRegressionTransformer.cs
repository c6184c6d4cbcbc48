using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores rows with a trained network: one value, or several, in the units of the label.</summary>
public sealed class MlpRegressionTransformer : MlpTransformer
{
    private static readonly ModelPart Part = new("MLPREGRE", Version: 2, OldestReadable: 1, RegressionLoader.LoaderName);

    internal MlpRegressionTransformer(IHostEnvironment environment, MlpModel model, string featureColumnName, RegressionHead head)
        : base(environment, Part, model, featureColumnName, head) => Head = head;

    internal RegressionHead Head { get; }

    /// <summary>The same transformer with the weights of a checkpoint of its training.</summary>
    /// <remarks>Both transformers have weights of their own; dispose of <see cref="MlpTransformer.Model"/> to give a large network's memory back at once.</remarks>
    /// <param name="path">A file that training wrote to its workspace.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is cut short, or is of another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public MlpRegressionTransformer WithCheckpoint(string path) => new(Environment, ModelOfCheckpoint(path), FeatureColumnName, Head);

    /// <summary>Loads what Save saved.</summary>
    internal static MlpRegressionTransformer Load(IHostEnvironment environment, object loadContext)
    {
        (MlpModel model, string features, RegressionHead head) = Load(loadContext, Part, RegressionHead.Read);
        return new MlpRegressionTransformer(environment.Register(nameof(MlpRegressionTransformer)), model, features, head);
    }
}
