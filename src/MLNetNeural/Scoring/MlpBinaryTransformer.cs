using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores rows with a trained network: logit, probability and decision, of one label or of each of several.</summary>
public sealed class MlpBinaryTransformer : MlpTransformer
{
    private static readonly ModelPart Part = new("MLPBINAR", Version: 2, OldestReadable: 1, BinaryLoader.LoaderName);

    internal MlpBinaryTransformer(IHostEnvironment environment, MlpModel model, string featureColumnName, BinaryHead head)
        : base(environment, Part, model, featureColumnName, head) => Head = head;

    /// <summary>Column that gets the probability that the label is true.</summary>
    public string ProbabilityColumnName => Head.ProbabilityColumnName;

    /// <summary>Column that gets the decision.</summary>
    public string PredictedLabelColumnName => Head.PredictedLabelColumnName;

    internal BinaryHead Head { get; }

    /// <summary>The same transformer with the weights of a checkpoint of its training.</summary>
    /// <remarks>Both transformers have weights of their own; dispose of <see cref="MlpTransformer.Model"/> to give a large network's memory back at once.</remarks>
    /// <param name="path">A file that training wrote to its workspace.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is cut short, or is of another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public MlpBinaryTransformer WithCheckpoint(string path) => new(Environment, ModelOfCheckpoint(path), FeatureColumnName, Head);

    /// <summary>Loads what Save saved.</summary>
    internal static MlpBinaryTransformer Load(IHostEnvironment environment, object loadContext)
    {
        (MlpModel model, string features, BinaryHead head) = Load(loadContext, Part, (body, outputs, _) => BinaryHead.Read(body, outputs));
        return new MlpBinaryTransformer(environment.Register(nameof(MlpBinaryTransformer)), model, features, head);
    }
}
