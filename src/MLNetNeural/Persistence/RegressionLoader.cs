extern alias MLNetInternals;

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;

[assembly: MLNetInternals::Microsoft.ML.LoadableClass(
    typeof(ITransformer), typeof(RegressionLoader), null, typeof(MLNetInternals::Microsoft.ML.SignatureLoadModel), "", RegressionLoader.LoaderName)]

namespace MLNetNeural.Persistence;

/// <summary>Loads an <see cref="MlpRegressionTransformer"/>; ML.NET finds it by the attribute above.</summary>
internal static class RegressionLoader
{
    public const string LoaderName = "MlpRegression";

    /// <summary>Called by ML.NET; the return type and the name must be just these.</summary>
    internal static ITransformer Create(IHostEnvironment environment, object loadContext) => MlpRegressionTransformer.Load(environment, loadContext);
}
