extern alias MLNetInternals;

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;

[assembly: MLNetInternals::Microsoft.ML.LoadableClass(
    typeof(ITransformer), typeof(BinaryLoader), null, typeof(MLNetInternals::Microsoft.ML.SignatureLoadModel), "", BinaryLoader.LoaderName)]

namespace MLNetNeural.Persistence;

/// <summary>Loads an <see cref="MlpBinaryTransformer"/>; ML.NET finds it by the attribute above.</summary>
internal static class BinaryLoader
{
    public const string LoaderName = "MlpBinary";

    /// <summary>Called by ML.NET; the return type and the name must be just these.</summary>
    internal static ITransformer Create(IHostEnvironment environment, object loadContext) => MlpBinaryTransformer.Load(environment, loadContext);
}
