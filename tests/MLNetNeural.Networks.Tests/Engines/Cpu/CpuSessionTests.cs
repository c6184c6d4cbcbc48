using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu;

[TestClass]
public class CpuSessionTests
{
    private static readonly StepContext NoUpdate = new(0, 0, LearningRate: 0);

    public static IEnumerable<object[]> Activations => Toy.Activations.Select(activation => new object[] { activation.ToString() });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Gradients_of_the_whole_network_are_those_of_central_differences_in_double(string activation)
    {
        const double Step = 1e-6; // in double: an error of about 1e-9
        const double Float32 = 3e-6; // sums of some tens of float32 products
        var spec = new MlpSpec(5, [new DenseLayer(6) { Activation = Toy.Named(activation) }, new DenseLayer(4) { Activation = Toy.Named(activation) }, new DenseLayer(2) { Activation = Activation.Identity }]);
        using SingleFeatures features = Toy.Singles(9, 5);
        float[] targets = RandomValues.Singles(18, seed: 3);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(spec);
        double[] weights = [.. network.AllValues().Select(value => (double)value)];

        float[] gradient = Gradient(engine, network, Plan(features, Targets.OfValues(targets, 2), new MeanSquaredError(), 9), 9);

        for (int w = 0; w < weights.Length; w++)
        {
            double[] above = [.. weights], below = [.. weights];
            above[w] += Step;
            below[w] -= Step;
            double slope = (MeanSquaredErrorOf(spec, above, features, targets) - MeanSquaredErrorOf(spec, below, features, targets)) / (2 * Step);
            Assert.AreEqual(slope, gradient[w], Float32, $"weight {w}");
        }
    }

    [TestMethod]
    public void Gradients_pass_through_the_dropout_mask()
    {
        const float Step = 1f / 64;
        const double NumericalError = 2e-3; // of float32 losses and a step of 2⁻⁶
        var spec = MlpSpec.Of(5, [new DenseLayer(20) { Activation = Activation.Tanh, Dropout = 0.5f }, new DenseLayer(8) { Activation = Activation.Tanh, Dropout = 0.2f }], 3);
        using SingleFeatures features = Toy.Singles(9, 5);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(spec);
        TrainingPlan plan = Plan(features, Toy.Classes(9), new CrossEntropy(), 9);

        float[] weights = network.AllValues(), gradient = Gradient(engine, network, plan, 9);

        network.SetAll(weights);
        using ITrainingSession session = engine.CreateSession(network, plan with { Optimizer = new Sgd(1, momentum: 0) });
        for (int w = 0; w < weights.Length; w += 3)
        {
            double slope = (LossAt(weights[w] + Step) - LossAt(weights[w] - Step)) / (2 * Step);
            Assert.AreEqual(slope, gradient[w], NumericalError, $"weight {w}");

            double LossAt(float value)
            {
                float[] moved = [.. weights];
                moved[w] = value;
                network.SetAll(moved);
                return session.TrainBatch([.. Enumerable.Range(0, 9)], NoUpdate).Loss; // the same step draws the same mask
            }
        }
    }

    [TestMethod]
    public void A_dropped_unit_gives_its_weights_no_gradient_and_a_kept_one_is_scaled()
    {
        // One row of ones, identity everywhere: outputs are sums of the kept units, and the gradient of MSE is known.
        const int Units = 64;
        var spec = new MlpSpec(1, [new DenseLayer(Units) { Activation = Activation.Identity, Dropout = 0.5f, UseBias = false }, new DenseLayer(1) { Activation = Activation.Identity, UseBias = false }]);
        using var features = new SingleFeatures(1);
        features.Add([1]);
        var engine = new CpuEngine(1);
        using INetwork network = engine.CreateNetwork(spec);
        network.Write(0, 0, Enumerable.Repeat(1f, Units).ToArray());
        network.Write(1, 0, Enumerable.Repeat(1f, Units).ToArray());
        using ITrainingSession session = engine.CreateSession(network, Plan(features, Targets.OfValues([0], 1), new MeanSquaredError(), 1) with { Optimizer = new Sgd(1, momentum: 0) });

        double output = Math.Sqrt(session.TrainBatch([0], new StepContext(0, 0, 1f / 1024)).Loss);

        int kept = network.Values(0).Count(weight => weight != 1);
        Assert.AreEqual(2.0 * kept, output);
        CollectionAssert.AreEqual(network.Values(0), network.Values(1)); // both gradients are 2·output·2 for the kept and 0 for the dropped
        Assert.IsTrue(network.Values(0).All(weight => weight == 1 || weight == 1 - ((float)(4 * output) / 1024)));
        Assert.AreEqual(Units / 2.0, kept, 5 * Math.Sqrt(Units * 0.25));
    }

    [TestMethod]
    public void Rows_are_evaluated_without_flips_and_dropout()
    {
        var image = new ImageShape(3, 4, 5);
        using ByteFeatures features = Toy.Bytes(30, image);
        DenseLayer[] hidden = [new DenseLayer(16) { Dropout = 0.9f }, new DenseLayer(8) { Activation = Activation.Gelu, Dropout = 0.5f }];
        var engine = new CpuEngine(2);
        using INetwork dropping = engine.Initialized(MlpSpec.Of(image.Size, hidden, 3));
        using INetwork plain = engine.Initialized(MlpSpec.Of(image.Size, hidden.Select(layer => layer with { Dropout = 0 }), 3));
        TrainingPlan plan = Plan(features, Toy.Classes(30), new CrossEntropy(), 30);
        int[] rows = [.. Enumerable.Range(0, 30)];
        using ITrainingSession session = engine.CreateSession(dropping, plan with { Augmentations = [new RandomHorizontalFlip(1)] });
        using ITrainingSession plainSession = engine.CreateSession(plain, plan);
        session.TrainBatch(rows, NoUpdate);

        BatchResult evaluated = session.EvaluateBatch(rows);

        Assert.AreEqual(plainSession.EvaluateBatch(rows), evaluated);
        CollectionAssert.AreEqual(plain.Score(features).Bits(), dropping.Score(features).Bits());
    }

    [TestMethod]
    public void A_flip_of_probability_1_trains_on_the_mirrored_images()
    {
        var image = new ImageShape(3, 4, 5);
        using ByteFeatures features = Toy.Bytes(8, image), mirrored = new(image.Size, features.Affine, image);
        for (int row = 0; row < 8; row++) mirrored.Add([.. features[row].ToArray().Chunk(image.Width).SelectMany(pixels => pixels.Reverse())]);
        var engine = new CpuEngine(2);
        using INetwork flipped = engine.Initialized(MlpSpec.Of(image.Size, [new DenseLayer(9)], 3)), plain = flipped.Clone();
        using ITrainingSession session = engine.CreateSession(flipped, Plan(features, Toy.Classes(8), new CrossEntropy(), 8) with { Augmentations = [new RandomHorizontalFlip(1)] });
        using ITrainingSession plainSession = engine.CreateSession(plain, Plan(mirrored, Toy.Classes(8), new CrossEntropy(), 8));

        session.TrainBatch([.. Enumerable.Range(0, 8)], new StepContext(0, 0, 0.1f));
        plainSession.TrainBatch([.. Enumerable.Range(0, 8)], new StepContext(0, 0, 0.1f));

        CollectionAssert.AreEqual(plain.AllValues().Bits(), flipped.AllValues().Bits());
    }

    [TestMethod]
    [DataRow(1, null, null)]
    [DataRow(5, null, null)] // a pool that no other test waits for: waiting may allocate
    [DataRow(1, 1f, null)]
    [DataRow(1, null, 0.1f)]
    public void A_step_allocates_nothing_after_the_first(int threads, float? clipNorm, float? clipValue)
    {
        var image = new ImageShape(3, 10, 11);
        using ByteFeatures features = Toy.Bytes(70, image);
        foreach (Activation activation in Toy.Activations)
        {
            var spec = MlpSpec.Of(image.Size, [new DenseLayer(20) { Activation = activation, Dropout = 0.5f }], 3);
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(spec);
            using ITrainingSession session = engine.CreateSession(network, Plan(features, Toy.Classes(70), new CrossEntropy(), 70) with
            {
                Optimizer = new Sgd(0.01f) { Nesterov = true, WeightDecay = 1e-4f },
                Augmentations = [new RandomHorizontalFlip()],
                ClipNorm = clipNorm,
                ClipValue = clipValue,
            });
            int[] rows = [.. Enumerable.Range(0, 70)];
            Steps(3);

            Assert.AreEqual(0, Allocations.Of(() => Steps(50)), activation.ToString());

            void Steps(int count)
            {
                for (int step = 0; step < count; step++)
                {
                    session.TrainBatch(rows, new StepContext(0, step, 0.01f));
                    session.EvaluateBatch(rows);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(6)]
    public void A_step_on_values_allocates_nothing_after_the_first(int threads)
    {
        using SingleFeatures features = Toy.Singles(70, 10);
        Loss[] losses = [new MeanSquaredError(), new MeanAbsoluteError(), new SmoothL1(), new Huber(), new BinaryCrossEntropy { PositiveWeights = [2, 3] }, new Quantile(), new Poisson(), new CustomLoss(SumOfOutputs)];
        foreach (Loss loss in losses)
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(MlpSpec.Of(10, [new DenseLayer(20)], 2));
            var targets = Targets.OfValues([.. RandomValues.Singles(140, 1).Select(Math.Abs)], 2);
            using ITrainingSession session = engine.CreateSession(network, Plan(features, targets, loss, 70) with { Optimizer = new Adam() });
            int[] rows = [.. Enumerable.Range(0, 70)];
            Steps(3);

            Assert.AreEqual(0, Allocations.Of(() => Steps(50)), loss.ToString());

            void Steps(int count)
            {
                for (int step = 0; step < count; step++) session.TrainBatch(rows, new StepContext(0, step, 0.01f));
            }
        }
    }

    [TestMethod]
    public void Clipping_by_norm_makes_the_step_that_long_for_every_number_of_threads()
    {
        const double Float32 = 1e-6; // w − (w − g) loses a few units in the last place of w
        using SingleFeatures features = Toy.Singles(20, 300);
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 3 })
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(MlpSpec.Of(300, [new DenseLayer(40)], 3));
            TrainingPlan plan = Plan(features, Toy.Classes(20), new CrossEntropy(), 20) with { ClipNorm = 0.01f };

            float[] gradient = Gradient(engine, network, plan, 20);

            Assert.AreEqual(0.01, Math.Sqrt(gradient.Sum(g => (double)g * g)), Float32);
            CollectionAssert.AreEqual(first ??= gradient, gradient);
        }
    }

    [TestMethod]
    public void A_norm_that_is_not_reached_changes_no_bit()
    {
        using SingleFeatures features = Toy.Singles(20, 30);
        var engine = new CpuEngine(2);
        using INetwork clipped = engine.Initialized(MlpSpec.Of(30, [new DenseLayer(40)], 3)), plain = clipped.Clone();
        TrainingPlan plan = Plan(features, Toy.Classes(20), new CrossEntropy(), 20);
        using ITrainingSession clippedSession = engine.CreateSession(clipped, plan with { ClipNorm = 1e6f }), plainSession = engine.CreateSession(plain, plan);

        for (int step = 0; step < 3; step++)
        {
            clippedSession.TrainBatch([.. Enumerable.Range(0, 20)], new StepContext(0, step, 0.1f));
            plainSession.TrainBatch([.. Enumerable.Range(0, 20)], new StepContext(0, step, 0.1f));
        }

        CollectionAssert.AreEqual(plain.AllValues().Bits(), clipped.AllValues().Bits());
    }

    [TestMethod]
    public void An_optimizer_that_the_engine_lacks_is_named()
    {
        using SingleFeatures features = Toy.Singles(2, 3);
        var engine = new CpuEngine(1);
        using INetwork network = engine.CreateNetwork(MlpSpec.Of(3, [], 2));

        NotSupportedException e = Assert.ThrowsExactly<NotSupportedException>(
            () => engine.CreateSession(network, Plan(features, Toy.Classes(2, 2), new CrossEntropy(), 2) with { Optimizer = new Foreign() }));

        Assert.AreEqual("The CPU engine has no optimizer Foreign; it has Sgd, Adam, AdamW, Adamax, RmsProp, Adagrad and Adadelta.", e.Message);
    }

    private static TrainingPlan Plan(FeatureStore features, Targets targets, Loss loss, int batch) => new()
    {
        Features = features,
        Targets = targets,
        Loss = loss,
        Optimizer = new Sgd(0.01f),
        MaxBatchSize = batch,
        Seed = 3,
    };

    /// <summary>A plain step with rate 1 subtracts the gradient.</summary>
    private static float[] Gradient(IEngine engine, INetwork network, TrainingPlan plan, int rows)
    {
        float[] before = network.AllValues();
        using ITrainingSession session = engine.CreateSession(network, plan with { Optimizer = new Sgd(1, momentum: 0) });
        session.TrainBatch([.. Enumerable.Range(0, rows)], new StepContext(0, 0, 1));
        return [.. before.Zip(network.AllValues(), (b, a) => b - a)];
    }

    private static double MeanSquaredErrorOf(MlpSpec spec, double[] parameters, SingleFeatures features, float[] targets)
    {
        double sum = 0;
        for (int row = 0; row < features.Count; row++)
        {
            double[] x = [.. features[row].ToArray().Select(value => (double)value)];
            int at = 0;
            foreach (DenseLayer layer in spec.Layers)
            {
                int weights = at, biases = at + (layer.Units * x.Length);
                double[] input = x;
                x = [.. Enumerable.Range(0, layer.Units).Select(u =>
                    ActivationFormula.Of(layer.Activation, parameters[biases + u] + input.Select((value, i) => value * parameters[weights + (u * input.Length) + i]).Sum()))];
                at = biases + layer.Units;
            }

            for (int j = 0; j < x.Length; j++) sum += (x[j] - targets[(row * x.Length) + j]) * (x[j] - targets[(row * x.Length) + j]);
        }

        return sum / targets.Length;
    }

    private static double SumOfOutputs(ReadOnlySpan<float> outputs, Target target, Span<float> gradient)
    {
        gradient.Fill(1);
        return outputs[0] + outputs[1];
    }

    private sealed record Foreign : Optimizer
    {
        public override IReadOnlyList<string> StateNames => [];
    }
}
