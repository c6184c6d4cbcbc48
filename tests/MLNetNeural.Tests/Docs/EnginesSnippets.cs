using Microsoft.ML;
using MLNetNeural.Trainers;

namespace MLNetNeural.Tests.Docs;

/// <summary>The blocks of docs/engines.md.</summary>
internal static class EnginesSnippets
{
    public static MlpMulticlassTrainer Cuda(MLContext ml)
    {
        // <docs>
        var trainer = ml.MulticlassClassification.Trainers.MultilayerPerceptron(new MlpMulticlassOptions { Device = Device.Cuda(0) });
        // </docs>
        return trainer;
    }
}
