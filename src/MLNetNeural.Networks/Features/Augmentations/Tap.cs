namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Weights of the two neighbors that a number of an enlarged line is made of.</summary>
/// <param name="First">Weight of the first, times 2²².</param>
/// <param name="Second">Weight of the second, times 2²²; 0 where there is none.</param>
/// <param name="FirstShare">Weight of the first.</param>
/// <param name="SecondShare">Weight of the second; 0 where there is none.</param>
internal readonly record struct Tap(int First, int Second, float FirstShare, float SecondShare)
{
    /// <summary>Fractional bits of the weights in Pillow.</summary>
    public const int Bits = 22;
}
