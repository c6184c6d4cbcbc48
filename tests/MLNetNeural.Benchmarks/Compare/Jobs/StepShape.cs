using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Benchmarks.Compare.Jobs;

/// <summary>A network with ReLU and what it is trained on, step by step.</summary>
/// <param name="Sizes">Inputs, then the units of each layer.</param>
/// <param name="Batch">Rows of a step.</param>
/// <param name="Dropout">Of every hidden layer.</param>
internal sealed record StepShape(int[] Sizes, int Batch, float Dropout = 0)
{
    /// <summary>More rows than a batch, so that they come from memory as in training.</summary>
    private const int Batches = 3;

    /// <summary>Photographs of 256 by 256 points to four classes.</summary>
    public static StepShape Images { get; } = new([196_608, 128, 64, 32, 4], Batch: 64, Dropout: 0.5f);

    public static StepShape Wide { get; } = new([784, 2048, 2048, 10], Batch: 256);

    public static StepShape Digits { get; } = new([784, 512, 256, 10], Batch: 128);

    public int Rows => Batches * Batch;

    public MlpSpec Spec => new(Sizes[0], Sizes.Skip(1).Select((units, l) => l == Sizes.Length - 2
        ? new DenseLayer(units) { Activation = Activation.Identity }
        : new DenseLayer(units) { Activation = Activation.Relu, Dropout = Dropout }));

    /// <summary>Rows of numbers about 0.</summary>
    public SingleFeatures SingleStore()
    {
        Random random = new(1);
        SingleFeatures store = new(Sizes[0]);
        float[] row = new float[Sizes[0]];
        for (int r = 0; r < Rows; r++)
        {
            for (int i = 0; i < row.Length; i++) row[i] = (random.NextSingle() * 2) - 1;
            store.Add(row);
        }

        return store;
    }

    /// <summary>Rows of bytes that stand for numbers from -1 to 1, in three channels.</summary>
    public ByteFeatures ByteStore()
    {
        Random random = new(1);
        const float Scale = 2 / 255f;
        ByteFeatures store = new(Sizes[0], new ChannelAffine([Scale, Scale, Scale], [-1, -1, -1]));
        byte[] row = new byte[Sizes[0]];
        for (int r = 0; r < Rows; r++)
        {
            random.NextBytes(row);
            store.Add(row);
        }

        return store;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{string.Join('→', Sizes)}{(Dropout > 0 ? $", dropout {Dropout}" : "")}, batch {Batch}");
}
