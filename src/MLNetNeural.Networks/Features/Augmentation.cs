using System.Collections.Immutable;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>A random change of training rows (data augmentation), drawn anew for every row and epoch; validation rows are never changed.</summary>
/// <remarks>
/// Several are applied in the order of their list. What is drawn is a function of seed, epoch and row alone: it depends neither on the
/// number of threads nor on the other augmentations, and a resumed run draws the same. Rows of bytes stay bytes, in the arithmetic of
/// Pillow, by which torchvision's transforms give the same bytes for the same draws.
/// </remarks>
public abstract record Augmentation
{
    private protected Augmentation()
    {
    }

    /// <summary>Whether rows must be images.</summary>
    internal virtual bool NeedsImages => true;

    /// <summary>Faults of the augmentation's own options.</summary>
    internal abstract OptionErrors Check();

    /// <summary>Faults of the images for this augmentation.</summary>
    internal virtual OptionErrors CheckImages(ImageShape shape) => new(GetType().Name);

    /// <summary>Faults of the features for this augmentation.</summary>
    internal OptionErrors CheckFeatures(FeatureStore features) => !NeedsImages ? new OptionErrors(GetType().Name)
        : features.Image is { } shape ? CheckImages(shape)
        : new OptionErrors(GetType().Name).RequireThat(
            false, $"{GetType().Name} needs features that are images, but the feature column does not say that it holds any.");

    /// <summary>Faults of a list as such.</summary>
    /// <param name="option">The option that holds the list, with its type.</param>
    /// <param name="list">The augmentations, in order.</param>
    /// <param name="batchSize">Rows of a batch; null for all.</param>
    internal static OptionErrors CheckList(string option, ImmutableArray<Augmentation> list, int? batchSize)
    {
        Augmentation[] known = [.. list.OfType<Augmentation>()];
        int mixup = Array.FindIndex(known, augmentation => augmentation is Mixup);
        return new OptionErrors(option)
            .RequireThat(known.Length == list.Length, $"{option} must not hold null.")
            .RequireThat(known.Select(augmentation => augmentation.GetType()).Distinct().Count() == known.Length, $"{option} must hold each kind at most once.")
            .RequireThat(mixup < 0 || mixup == known.Length - 1, $"{option} must have Mixup last: it mixes rows that the others have changed.")
            .RequireThat(mixup < 0 || batchSize != 1, $"{option} has Mixup, which has no effect on batches of 1 row: raise BatchSize, or leave it out.");
    }

    /// <summary>Faults of the options of each of a list.</summary>
    internal static OptionErrors CheckEach(ImmutableArray<Augmentation> list)
    {
        var errors = new OptionErrors(nameof(Augmentation));
        foreach (Augmentation? augmentation in list)
        {
            if (augmentation is not null) errors.Include(augmentation.Check());
        }

        return errors;
    }
}
