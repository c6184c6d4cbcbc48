namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Arithmetic of one channel of a pixel, as it is kept in a row.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
internal interface IPixel<T>
    where T : unmanaged
{
    /// <summary>What is kept of a colour.</summary>
    /// <param name="color">0 to 255.</param>
    /// <param name="scale">normalised = colour·scale + offset.</param>
    /// <param name="offset">normalised = colour·scale + offset.</param>
    static abstract T OfColor(float color, float scale, float offset);

    /// <summary>What is kept of a normalised value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scale">normalised = colour·scale + offset.</param>
    /// <param name="offset">normalised = colour·scale + offset.</param>
    static abstract T OfNormalized(float value, float scale, float offset);

    /// <summary>The number itself.</summary>
    static abstract double ToDouble(T pixel);

    /// <summary>What is kept of a number between others that are kept.</summary>
    static abstract T OfDouble(double value);

    /// <summary>The weighted mean of two neighbours.</summary>
    static abstract T Mean(T first, T second, in Tap tap);
}
