using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores rows with a trained network: the probability of each class, and the most likely one.</summary>
public sealed class MlpMulticlassTransformer : MlpTransformer
{
    private static readonly ModelPart Part = new("MLPMULTI", Version: 2, OldestReadable: 1, MulticlassLoader.LoaderName);

    internal MlpMulticlassTransformer(IHostEnvironment environment, MlpModel model, string featureColumnName, MulticlassHead head)
        : base(environment, Part, model, featureColumnName, head) => Head = head;

    /// <summary>Column that gets the most likely class.</summary>
    public string PredictedLabelColumnName => Head.PredictedLabelColumnName;

    internal MulticlassHead Head { get; }

    /// <summary>The same transformer with the weights of a checkpoint of its training.</summary>
    /// <remarks>Both transformers have weights of their own; dispose of <see cref="MlpTransformer.Model"/> to give a large network's memory back at once.</remarks>
    /// <param name="path">A file that training wrote to its workspace.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is cut short, or is of another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public MlpMulticlassTransformer WithCheckpoint(string path) => new(Environment, ModelOfCheckpoint(path), FeatureColumnName, Head);

    /// <summary>Loads what Save saved.</summary>
    internal static MlpMulticlassTransformer Load(IHostEnvironment environment, object loadContext)
    {
        (MlpModel model, string features, MulticlassHead head) = Load(loadContext, Part, (body, outputs, _) => MulticlassHead.Read(body, outputs));
        return new MlpMulticlassTransformer(environment.Register(nameof(MlpMulticlassTransformer)), model, features, head);
    }
}
