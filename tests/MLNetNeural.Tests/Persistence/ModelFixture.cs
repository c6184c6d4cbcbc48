using System.Reflection;
using Microsoft.ML;
using MLNetNeural.ModelProcess;

namespace MLNetNeural.Tests.Persistence;

/// <summary>Model files that were saved when their format was new; whatever is changed later must load them.</summary>
internal static class ModelFixture
{
    /// <summary>A multiclass network in version 1 of the format, saved with Microsoft.ML 5.0.0.</summary>
    public const string Multiclass1 = "multiclass-1.zip";

    public static byte[] Read(string name)
        => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Persistence", "Fixtures", name));

    public static ITransformer Load(MLContext ml, byte[] file) => ml.Model.Load(new MemoryStream(file), out _);

    public static float[][] Scores(MLContext ml, ITransformer model)
        => [.. ml.Data.CreateEnumerable<Prediction>(model.Transform(ml.Data.LoadFromEnumerable(Point.Probes)), reuseRowObject: false).Select(row => row.Score)];

    /// <summary>What a loader threw, out of the wrapping of the calls by reflection that ML.NET loads by.</summary>
    public static Exception Cause(Exception error)
    {
        while (error is TargetInvocationException or InvalidOperationException && error.InnerException is { } inner) error = inner;
        return error;
    }
}
