extern alias MLNetInternals;

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;

[assembly: MLNetInternals::Microsoft.ML.LoadableClass(
    typeof(ITransformer), typeof(MulticlassLoader), null, typeof(MLNetInternals::Microsoft.ML.SignatureLoadModel), "", MulticlassLoader.LoaderName)]

namespace MLNetNeural.Persistence;

/// <summary>Loads an <see cref="MlpMulticlassTransformer"/>; ML.NET finds it by the attribute above.</summary>
internal static class MulticlassLoader
{
    public const string LoaderName = "MlpMulticlass";

    /// <summary>Called by ML.NET; the return type and the name must be just these.</summary>
    internal static ITransformer Create(IHostEnvironment environment, object loadContext) => MlpMulticlassTransformer.Load(environment, loadContext);
}
