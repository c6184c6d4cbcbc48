using Microsoft.ML;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training.Checkpoints;
using MLNetNeural.Scoring;

namespace MLNetNeural.Tests.Docs;

/// <summary>The blocks of docs/model-files.md.</summary>
internal static class ModelFilesSnippets
{
    public static void SaveAndLoad(MLContext ml, ITransformer model, IDataView train)
    {
        // <docs>
        ml.Model.Save(model, train.Schema, "model.zip");

        ITransformer loaded = new MLContext().Model.Load("model.zip", out DataViewSchema schema);    // also in another process
        // </docs>
        _ = (loaded, schema);
    }

    public static void Trimmed(string path)
    {
        // <docs>
        var ml = new MLContext();
        MlpComponents.Register(ml);
        ITransformer model = ml.Model.Load(path, out _);
        // </docs>
        _ = model;
    }

    public static void Checkpoints(MlpMulticlassTransformer model)
    {
        // <docs>
        MlpMulticlassTransformer best = model.WithCheckpoint("run/best_checkpoint_epoch_12");        // inside ML.NET
        using var network = Checkpoint.Load("run/best_checkpoint_epoch_12", new CpuEngine());        // the network alone, without ML.NET
        Console.WriteLine($"{best.Model.Spec} has {network.Spec.ParameterCount} parameters.");
        // </docs>
    }
}
