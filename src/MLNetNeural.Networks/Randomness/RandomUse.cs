namespace MLNetNeural.Networks.Randomness;

/// <summary>What random numbers are drawn for. Each use has a stream of its own, so that one more consumer does not shift the others.</summary>
internal enum RandomUse
{
    WeightInit = 1,
    ValidationSplit = 2,
    Shuffle = 3,
    Dropout = 4,
    HorizontalFlip = 5,
    InputDropout = 6,
    VerticalFlip = 7,
    Crop = 8,
    ResizedCrop = 9,
    Rotation = 10,
    ColorJitter = 11,
    Erasing = 12,
    Mixup = 13,
}
