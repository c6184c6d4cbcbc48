using System.Collections.Immutable;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Makes what changes the rows of a store.</summary>
internal static class RowAugmenters
{
    /// <summary>Whether a list changes single rows: all but <see cref="Mixup"/> do.</summary>
    public static bool AreIn(ImmutableArray<Augmentation> augmentations) => augmentations.Any(augmentation => augmentation is not Mixup);

    /// <summary>For rows of bytes, which stay bytes.</summary>
    /// <param name="features">The store, of images.</param>
    /// <param name="augmentations">What to do, in this order; <see cref="Mixup"/>, which works on batches, is left out.</param>
    /// <param name="seed">Seed of the run.</param>
    public static RowAugmenter<byte> Of(ByteFeatures features, ImmutableArray<Augmentation> augmentations, int seed)
        => new(features.Image!, Steps<byte, BytePixel>(features, augmentations, seed, jitter => new ByteJitterStep(jitter, features.Image!, seed)));

    /// <summary>For rows of float32.</summary>
    /// <param name="features">The store, of images.</param>
    /// <param name="augmentations">What to do, in this order; <see cref="Mixup"/>, which works on batches, is left out.</param>
    /// <param name="seed">Seed of the run.</param>
    public static RowAugmenter<float> Of(SingleFeatures features, ImmutableArray<Augmentation> augmentations, int seed)
        => new(features.Image!, Steps<float, SinglePixel>(features, augmentations, seed, jitter => new SingleJitterStep(jitter, features, seed)));

    private static RowStep<T>[] Steps<T, TPixel>(FeatureStore features, ImmutableArray<Augmentation> augmentations, int seed, Func<ColorJitter, RowStep<T>> jitterStep)
        where T : unmanaged
        where TPixel : IPixel<T>
    {
        ImageShape shape = features.Image!;
        return [.. augmentations.Where(augmentation => augmentation is not Mixup).Select<Augmentation, RowStep<T>>(augmentation => augmentation switch
        {
            RandomHorizontalFlip flip => new HorizontalFlipStep<T>(flip, shape, seed),
            RandomVerticalFlip flip => new VerticalFlipStep<T>(flip, shape, seed),
            RandomCrop crop => new CropStep<T, TPixel>(crop, features, seed),
            RandomResizedCrop crop => new ResizedCropStep<T, TPixel>(crop, shape, seed),
            RandomRotation rotation => new RotationStep<T, TPixel>(rotation, features, seed),
            ColorJitter jitter => jitterStep(jitter),
            RandomErasing erasing => new ErasingStep<T, TPixel>(erasing, features, seed),
            _ => throw new InvalidOperationException($"There is no step for the augmentation {augmentation.GetType().Name}."),
        })];
    }
}
