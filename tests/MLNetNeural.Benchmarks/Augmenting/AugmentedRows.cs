using System.Diagnostics;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Features.Augmentations;

namespace MLNetNeural.Benchmarks.Augmenting;

/// <summary>Rows of bytes, augmented one after the other.</summary>
internal static class AugmentedRows
{
    private const int Rows = 32;

    private static readonly (string Name, Augmentation Augmentation)[] Each =
    [
        ("RandomHorizontalFlip(1)", new RandomHorizontalFlip(1)),
        ("RandomVerticalFlip(1)", new RandomVerticalFlip(1)),
        ("RandomCrop", new RandomCrop(16)),
        ("RandomResizedCrop", new RandomResizedCrop()),
        ("RandomRotation", new RandomRotation(15)),
        ("RandomRotation,bilinear", new RandomRotation(15) { Filter = RotationFilter.Bilinear }),
        ("ColorJitter(brightness)", new ColorJitter(0.2f)),
        ("ColorJitter(contrast)", new ColorJitter(contrast: 0.2f)),
        ("ColorJitter(saturation)", new ColorJitter(saturation: 0.2f)),
        ("ColorJitter(hue)", new ColorJitter(hue: 0.1f)),
        ("RandomErasing(1)", new RandomErasing(1)),
    ];

    /// <summary>Microseconds a row, for each augmentation.</summary>
    public static IEnumerable<(string Name, double Time)> Measure()
    {
        var shape = new ImageShape(3, 256, 256);
        using var features = new ByteFeatures(shape.Size, new ChannelAffine([2 / 255f], [-1]), shape);
        byte[] pixels = new byte[shape.Size];
        var random = new Random(1);
        for (int row = 0; row < Rows; row++)
        {
            random.NextBytes(pixels);
            features.Add(pixels);
        }

        foreach ((string name, Augmentation augmentation) in Each)
        {
            RowAugmenter<byte> augmenter = RowAugmenters.Of(features, [augmentation], seed: 1);
            RowScratch<byte> scratch = augmenter.CreateScratch();
            long start = Stopwatch.GetTimestamp();
            for (int row = 0; row < Rows; row++) augmenter.Apply(0, row, features[row], pixels, scratch);
            yield return (name, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rows);
        }
    }
}
