using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Networks.Tests;

namespace MLNetNeural.TorchSharp.Tests.Parity;

/// <summary>One thing that the library can train, for every engine to be compared on.</summary>
internal sealed record ParityCase(string Name)
{
    private const int Rows = 96;

    public MlpSpec Spec { get; init; } = MlpSpec.Of(12, [new DenseLayer(16), new DenseLayer(8)], 3);

    public Loss Loss { get; init; } = new CrossEntropy();

    public Optimizer Optimizer { get; init; } = new Sgd(0.05f);

    public Func<FeatureStore> Features { get; init; } = () => Toy.Singles(Rows, 12);

    public Targets Targets { get; init; } = Toy.Classes(Rows);

    public int BatchSize { get; init; } = 32;

    public int Accumulated { get; init; } = 1;

    public float? ClipNorm { get; init; }

    public float? ClipValue { get; init; }

    public float? Momentum { get; init; }

    public ImmutableArray<Augmentation> Augmentations { get; init; } = [];

    public static ImmutableArray<ParityCase> All { get; } =
    [
        .. Toy.Activations.Select(activation => new ParityCase($"activation {activation}") { Spec = MlpSpec.Of(12, [new DenseLayer(16) { Activation = activation }, new DenseLayer(8) { Activation = activation }], 3) }),
        .. Losses(),
        .. Optimizers(),
        .. Normalizations(),
        new("dropout") { Spec = MlpSpec.Of(12, [new DenseLayer(16) { Dropout = 0.5f }, new DenseLayer(9) { Dropout = 0.2f }], 3) },
        new("dropout of features") { Spec = MlpSpec.Of(12, [new DenseLayer(16)], 3, inputDropout: 0.3f) },
        new("no biases") { Spec = MlpSpec.Of(12, [new DenseLayer(16) { UseBias = false }], 3) },
        new("linear") { Spec = MlpSpec.Of(12, [], 3) },
        new("short last batch") { BatchSize = 36 },
        new("full batch") { BatchSize = Rows },
        new("batches of one row") { BatchSize = 1, Optimizer = new Sgd(0.01f) },
        new("accumulated batches") { Accumulated = 2, BatchSize = 24 },
        new("accumulated batches, clipped") { Accumulated = 2, BatchSize = 24, ClipNorm = 0.2f },
        new("clipped norm") { ClipNorm = 0.1f },
        new("clipped values") { ClipValue = 0.01f },
        new("momentum of the schedule") { Momentum = 0.5f },
        new("weighted rows") { Targets = Toy.Classes(Rows).WithWeights([.. Enumerable.Range(0, Rows).Select(row => row % 4 * 0.5f)]) },
        new("sparse features") { Features = Sparse, Spec = MlpSpec.Of(300, [new DenseLayer(16)], 3) },
        new("sparse features, dropout of features") { Features = Sparse, Spec = MlpSpec.Of(300, [new DenseLayer(16)], 3, inputDropout: 0.3f) },
        new("images of bytes, mirrored") { Features = () => Toy.Bytes(Rows, new ImageShape(3, 6, 7)), Spec = MlpSpec.Of(3 * 6 * 7, [new DenseLayer(16) { Dropout = 0.5f }], 3), Augmentations = [new RandomHorizontalFlip()] },
        new("images of floats, mirrored") { Features = () => Toy.Singles(Rows, 2 * 5 * 4, image: new ImageShape(2, 5, 4)), Spec = MlpSpec.Of(2 * 5 * 4, [new DenseLayer(16)], 3), Augmentations = [new RandomHorizontalFlip(0.7f)] },
        new("images of bytes, changed in every way") { Features = () => Toy.Bytes(Rows, new ImageShape(3, 6, 7)), Spec = MlpSpec.Of(3 * 6 * 7, [new DenseLayer(16)], 3), Augmentations = [new RandomVerticalFlip(), new RandomCrop(1), new RandomRotation(20), new ColorJitter(0.2f, 0.2f, 0.2f), new RandomErasing(), new Mixup(0.4f)] },
        new("rows of floats, mixed") { Augmentations = [new Mixup()] },
    ];

    public override string ToString() => Name;

    /// <summary>Makes steps from drawn weights.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="steps">Number of steps.</param>
    /// <returns>The loss of each, then what all rows score, and the weights.</returns>
    public (double[] Losses, BatchResult Scored, float[] Weights) Run(IEngine engine, int steps)
    {
        using FeatureStore features = Features();
        using INetwork network = engine.Initialized(Spec, seed: 3);
        using ITrainingSession session = engine.CreateSession(network, new TrainingPlan
        {
            Features = features,
            Targets = Targets,
            Loss = Loss,
            Optimizer = Optimizer,
            MaxBatchSize = BatchSize,
            ClipNorm = ClipNorm,
            ClipValue = ClipValue,
            AccumulatesBatches = Accumulated > 1,
            Augmentations = Augmentations,
            Seed = 5,
        });
        double[] losses = new double[steps];
        int[][] batches = [.. Enumerable.Range(0, features.Count).Chunk(BatchSize)];
        for (int step = 0; step < steps; step++)
        {
            (int epoch, int batch) = Math.DivRem(step, batches.Length);
            var context = new StepContext(epoch, batch, Optimizer.LearningRate, Momentum, KeepsGradient: (step + 1) % Accumulated != 0);
            losses[step] = session.TrainBatch(batches[batch], context).Loss;
        }

        BatchResult scored = batches.Select(batch => session.EvaluateBatch(batch)).Aggregate((a, b) => a + b);
        return (losses, scored, network.AllValues());
    }

    private static IEnumerable<ParityCase> Losses()
    {
        Targets values = Targets.OfValues(RandomValues.Singles(Rows * 3, 7), 3);
        Targets counts = Targets.OfValues([.. RandomValues.Singles(Rows * 3, 7).Select(value => MathF.Round((value + 1) * 3))], 3);
        Targets labels = Targets.OfValues([.. RandomValues.Singles(Rows * 3, 7).Select(value => value > 0 ? 1f : 0f)], 3);
        yield return Of(new CrossEntropy { ClassWeights = [0.5f, 1, 3], LabelSmoothing = 0.1f }, Toy.Classes(Rows));
        yield return Of(new BinaryCrossEntropy { PositiveWeights = [2, 1, 0.5f] }, labels);
        yield return Of(new MeanSquaredError(), values);
        yield return Of(new MeanAbsoluteError(), values);
        yield return Of(new SmoothL1(0.3f), values);
        yield return Of(new Huber(0.4f), values);
        yield return Of(new Poisson { Full = true }, counts);
        yield return Of(new Quantile(0.1f, 0.5f, 0.9f), values) with { Spec = MlpSpec.Of(12, [new DenseLayer(16)], 9) };
        yield return new ParityCase("a loss of one's own")
        {
            Loss = new CustomLoss((outputs, target, gradient) =>
            {
                double loss = 0;
                for (int j = 0; j < outputs.Length; j++)
                {
                    double d = outputs[j] - target.Values[j];
                    loss += d * d * d * d;
                    if (!gradient.IsEmpty) gradient[j] = (float)(4 * d * d * d);
                }

                return loss;
            }),
            Targets = values,
        };

        static ParityCase Of(Loss loss, Targets targets) => new($"loss {loss.GetType().Name}") { Loss = loss, Targets = targets };
    }

    private static IEnumerable<ParityCase> Optimizers() =>
    [
        .. new (string Name, Optimizer Optimizer)[]
        {
            ("plain SGD", new Sgd(0.1f, 0)),
            ("SGD, weight decay but of biases", new Sgd(0.05f) { WeightDecay = 0.01f, DecayBias = false }),
            ("SGD, dampening", new Sgd(0.05f) { Dampening = 0.3f }),
            ("SGD, Nesterov", new Sgd(0.05f) { Nesterov = true, WeightDecay = 0.001f }),
            ("Adam", new Adam(0.005f)),
            ("Adam, AMSGrad, weight decay", new Adam(0.005f) { AmsGrad = true, WeightDecay = 0.01f }),
            ("AdamW", new AdamW(0.005f, 0.1f)),
            ("AdamW, AMSGrad", new AdamW(0.005f) { AmsGrad = true }),
            ("Adamax", new Adamax(0.005f)),
            ("RMSprop", new RmsProp(0.002f)),
            ("RMSprop, momentum, centered", new RmsProp(0.001f, 0.9f) { Centered = true, WeightDecay = 0.01f }),
            ("Adagrad", new Adagrad(0.05f) { LearningRateDecay = 0.1f, InitialAccumulator = 0.1f }),
            ("Adadelta", new Adadelta()),
        }.Select(named => new ParityCase(named.Name) { Optimizer = named.Optimizer }),
    ];

    private static IEnumerable<ParityCase> Normalizations() =>
    [
        .. new (string Name, Normalization Normalization)[]
        {
            ("batch normalization", Normalization.Batch),
            ("batch normalization, plain average", Normalization.Batch with { Momentum = null }),
            ("batch normalization after the activation", Normalization.Batch with { AfterActivation = true, Momentum = 0.3f }),
            ("batch normalization without factors", Normalization.Batch with { IsAffine = false }),
            ("layer normalization", Normalization.Layer),
            ("layer normalization after the activation", Normalization.Layer with { AfterActivation = true, Epsilon = 1e-3f }),
        }.Select(named => new ParityCase(named.Name)
        {
            Spec = MlpSpec.Of(12, [new DenseLayer(16) { Normalization = named.Normalization, Dropout = 0.2f }, new DenseLayer(8) { Normalization = named.Normalization }], 3),
            BatchSize = 19, // the last batch has one row
        }),
    ];

    private static SparseFeatures Sparse()
    {
        var features = new SparseFeatures(300);
        for (int row = 0; row < Rows; row++)
        {
            int[] columns = [.. Enumerable.Range(0, 300).Where(column => (column + (7 * row)) % 23 == 0)];
            features.Add(columns, RandomValues.Singles(columns.Length, row));
        }

        return features;
    }
}
