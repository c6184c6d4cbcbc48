using System.Collections.Immutable;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Batches;

[TestClass]
public class BatchAugmenterTests
{
    private const int Rows = 70;
    private static readonly ImageShape Color = new(3, 12, 13), Interleaved = Color with { IsInterleaved = true, IsBlueFirst = true }, Gray = new(1, 12, 13);

    public static IEnumerable<object[]> Shapes => [[Color], [Interleaved], [Gray]];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_step_trains_on_the_changed_rows_of_bytes(ImageShape shape)
    {
        var affine = new ChannelAffine([1 / 128f], [-1]);
        using ByteFeatures features = new(shape.Size, affine, shape), changed = new(shape.Size, affine, shape);
        for (int row = 0; row < Rows; row++) features.Add(RandomValues.Bytes(shape.Size, row));
        RowAugmenter<byte> augmenter = RowAugmenters.Of(features, Everything(shape), 3);
        byte[] target = new byte[shape.Size];
        for (int row = 0; row < Rows; row++)
        {
            augmenter.Apply(5, row, features[row], target, augmenter.CreateScratch());
            changed.Add(target);
        }

        AssertSameStep(features, changed, Everything(shape));
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_step_trains_on_the_changed_rows_of_floats(ImageShape shape)
    {
        using SingleFeatures features = Toy.Singles(Rows, shape.Size, image: shape), changed = new(shape.Size, shape);
        RowAugmenter<float> augmenter = RowAugmenters.Of(features, Everything(shape), 3);
        float[] target = new float[shape.Size];
        for (int row = 0; row < Rows; row++)
        {
            augmenter.Apply(5, row, features[row], target, augmenter.CreateScratch());
            changed.Add(target);
        }

        AssertSameStep(features, changed, Everything(shape));
    }

    [TestMethod]
    public void A_flip_mirrors_the_same_rows_alone_while_they_are_read_and_beside_others()
    {
        using ByteFeatures features = Toy.Bytes(Rows, Color);

        int[] alone = Train(features, 2, [new RandomHorizontalFlip()]), beside = Train(features, 2, [new RandomVerticalFlip(0), new RandomHorizontalFlip()]);

        CollectionAssert.AreEqual(alone, beside);
    }

    [TestMethod]
    public void Channels_that_lie_side_by_side_are_flipped_as_in_planes()
    {
        // One unit whose weights are the same in both orders, so that the two networks are one.
        using SingleFeatures planes = Toy.Singles(Rows, Color.Size, image: Color), pixels = new(Color.Size, Color with { IsInterleaved = true });
        foreach (int row in Enumerable.Range(0, Rows)) pixels.Add(Interleave(planes[row].ToArray()));
        ImmutableArray<Augmentation> flip = [new RandomHorizontalFlip()];
        var engine = new CpuEngine(2);
        using INetwork one = engine.Initialized(MlpSpec.Of(Color.Size, [], 3)), other = one.Clone();
        for (int unit = 0; unit < 3; unit++) other.Write(0, unit, Interleave(one.Values(0)[(unit * Color.Size)..((unit + 1) * Color.Size)]));
        using ITrainingSession first = engine.CreateSession(one, Plan(planes, flip)), second = engine.CreateSession(other, Plan(pixels, flip));

        BatchResult expected = first.TrainBatch(All, new StepContext(0, 0, 0.1f)), actual = second.TrainBatch(All, new StepContext(0, 0, 0.1f));

        Assert.AreEqual(expected.Loss, actual.Loss, 1e-5); // the sums of the outputs have another order
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Weights_are_the_same_bits_for_every_number_of_threads(int threads)
    {
        using ByteFeatures features = Toy.Bytes(Rows, Color);

        CollectionAssert.AreEqual(Train(features, 2, [.. Everything(Color), new Mixup(0.4f)]), Train(features, threads, [.. Everything(Color), new Mixup(0.4f)]));
    }

    [TestMethod]
    public void Rows_are_evaluated_as_they_are()
    {
        using ByteFeatures features = Toy.Bytes(Rows, Color);
        var engine = new CpuEngine(2);
        using INetwork network = engine.Initialized(MlpSpec.Of(Color.Size, [new DenseLayer(9)], 3));
        using ITrainingSession plain = engine.CreateSession(network, Plan(features, [])), augmented = engine.CreateSession(network, Plan(features, [.. Everything(Color), new Mixup()]));
        augmented.TrainBatch(All, new StepContext(0, 0, LearningRate: 0));

        Assert.AreEqual(plain.EvaluateBatch(All), augmented.EvaluateBatch(All));
    }

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(8, false)] // a pool that no other test waits for: waiting may allocate
    [DataRow(1, true)]
    public void A_step_allocates_nothing_after_the_first(int threads, bool mixes)
    {
        using ByteFeatures bytes = Toy.Bytes(Rows, Color);
        using SingleFeatures singles = Toy.Singles(Rows, Color.Size, image: Color);
        foreach (FeatureStore features in new FeatureStore[] { bytes, singles })
        {
            var engine = new CpuEngine(threads);
            using INetwork network = engine.Initialized(MlpSpec.Of(Color.Size, [new DenseLayer(20)], 3));
            using ITrainingSession session = engine.CreateSession(network, Plan(features, mixes ? [.. Everything(Color), new Mixup()] : Everything(Color)));
            int[] rows = All;
            Steps(3);

            Assert.AreEqual(0, Allocations.Of(() => Steps(10)));

            void Steps(int count)
            {
                for (int step = 0; step < count; step++) session.TrainBatch(rows, new StepContext(step, step, 0.01f));
            }
        }
    }

    private static int[] All => [.. Enumerable.Range(0, Rows)];

    private static ImmutableArray<Augmentation> Everything(ImageShape shape) =>
    [
        new RandomCrop(2), new RandomResizedCrop(), new RandomRotation(20), new RandomHorizontalFlip(), new RandomVerticalFlip(),
        shape.Channels == 1 ? new ColorJitter(0.3f, 0.3f) : new ColorJitter(0.3f, 0.3f, 0.3f, 0.1f), new RandomErasing(),
    ];

    private static TrainingPlan Plan(FeatureStore features, ImmutableArray<Augmentation> augmentations) => new()
    {
        Features = features,
        Targets = Toy.Classes(Rows),
        Loss = new CrossEntropy(),
        Optimizer = new Sgd(0.01f),
        MaxBatchSize = Rows,
        Augmentations = augmentations,
        Seed = 3,
    };

    private static void AssertSameStep(FeatureStore features, FeatureStore changed, ImmutableArray<Augmentation> augmentations)
    {
        var engine = new CpuEngine(2);
        using INetwork one = engine.Initialized(MlpSpec.Of(features.Columns, [new DenseLayer(9)], 3)), other = one.Clone();
        using ITrainingSession augmented = engine.CreateSession(one, Plan(features, augmentations)), plain = engine.CreateSession(other, Plan(changed, []));
        int[] rows = [7, 3, .. Enumerable.Range(10, 50)];

        BatchResult actual = augmented.TrainBatch(rows, new StepContext(5, 2, 0.1f)), expected = plain.TrainBatch(rows, new StepContext(5, 2, 0.1f));

        Assert.AreEqual(expected, actual);
        CollectionAssert.AreEqual(other.AllValues().Bits(), one.AllValues().Bits());
        Assert.AreNotEqual(plain.EvaluateBatch(rows), augmented.EvaluateBatch(rows));
    }

    private static int[] Train(FeatureStore features, int threads, ImmutableArray<Augmentation> augmentations)
    {
        var engine = new CpuEngine(threads);
        using INetwork network = engine.Initialized(MlpSpec.Of(features.Columns, [new DenseLayer(9)], 3));
        using ITrainingSession session = engine.CreateSession(network, Plan(features, augmentations));
        for (int step = 0; step < 4; step++) session.TrainBatch(All, new StepContext(step, 0, 0.1f));
        return network.AllValues().Bits();
    }

    private static float[] Interleave(float[] planes) => [.. Enumerable.Range(0, planes.Length).Select(i => planes[(i % 3 * 156) + (i / 3)])];
}
