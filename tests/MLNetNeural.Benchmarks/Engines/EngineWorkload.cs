using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Engines;

/// <summary>Something that all engines train alike: drawn data, one network, one optimizer.</summary>
/// <param name="Name">What it is like.</param>
/// <param name="Spec">The network.</param>
/// <param name="Optimizer">How weights change.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Rows">Rows of the data.</param>
/// <param name="Image">How a row is an image of bytes; null for a row of floats.</param>
/// <param name="Classes">Number of classes; 0 for a value to predict.</param>
internal sealed record EngineWorkload(string Name, MlpSpec Spec, Optimizer Optimizer, int BatchSize, int Rows, ImageShape? Image, int Classes)
{
    public static ImmutableArray<EngineWorkload> All { get; } =
    [
        new("images, 196608-128-64-32-4", Hidden(3 * 256 * 256, 4, 0.5f, 128, 64, 32), new Sgd(0.01f), 64, 256, new ImageShape(3, 256, 256), 4),
        new("digits, 784-512-256-10", Hidden(784, 10, 0.2f, 512, 256), new Adam(), 128, 2048, null, 10),
        new("table, 100-64-64-1", Hidden(100, 1, 0, 64, 64), new Adam(), 256, 4096, null, 0),
        new("cubic, 1-32-64-16-1, all rows", Hidden(1, 1, 0, 32, 64, 16), new Sgd(0.01f, 0), 1000, 1000, null, 0),
    ];

    public Loss Loss => Classes > 0 ? new CrossEntropy() : new MeanSquaredError();

    /// <summary>Rows that have something to do with their targets, so that losses fall.</summary>
    public (FeatureStore Features, Targets Targets) Draw()
    {
        var random = new Random(1);
        int[] classes = [.. Enumerable.Range(0, Rows).Select(row => row % Math.Max(1, Classes))];
        float[] values = new float[Rows];
        FeatureStore features;
        if (Image is not null)
        {
            var bytes = new ByteFeatures(Image.Size, new ChannelAffine([2 / 255f], [-1]), Image);
            byte[] row = new byte[Image.Size];
            foreach (int c in classes)
            {
                random.NextBytes(row);
                for (int i = c; i < row.Length; i += Classes) row[i] |= 0x60;
                bytes.Add(row);
            }

            features = bytes;
        }
        else
        {
            var singles = new SingleFeatures(Spec.Inputs);
            float[] row = new float[Spec.Inputs];
            for (int r = 0; r < Rows; r++)
            {
                for (int i = 0; i < row.Length; i++) row[i] = (2 * random.NextSingle()) - 1 + (Classes > 0 && i % Classes == classes[r] ? 0.5f : 0);
                values[r] = (row[0] * row[0] * row[0]) + (row[^1] / 2);
                singles.Add(row);
            }

            features = singles;
        }

        return (features, Classes > 0 ? Targets.OfClasses(classes, Classes) : Targets.OfValues(values, 1));
    }

    private static MlpSpec Hidden(int inputs, int outputs, float dropout, params int[] units)
        => MlpSpec.Of(inputs, units.Select(count => new DenseLayer(count) { Dropout = dropout }), outputs);
}
