namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Arithmetic of pixels, channel by channel, as they are kept in a row.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
internal interface IPixel<T>
    where T : unmanaged
{
    /// <summary>What is kept of a color.</summary>
    /// <param name="color">0 to 255.</param>
    /// <param name="scale">normalized = color·scale + offset.</param>
    /// <param name="offset">normalized = color·scale + offset.</param>
    static abstract T OfColor(float color, float scale, float offset);

    /// <summary>What is kept of a normalized value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scale">normalized = color·scale + offset.</param>
    /// <param name="offset">normalized = color·scale + offset.</param>
    static abstract T OfNormalized(float value, float scale, float offset);

    /// <summary>The number itself.</summary>
    static abstract double ToDouble(T pixel);

    /// <summary>What is kept of a number between others that are kept.</summary>
    static abstract T OfDouble(double value);

    /// <summary>The weighted mean of two neighbors.</summary>
    static abstract T Mean(T first, T second, in Tap tap);

    /// <summary>The weighted means of the numbers of two lines.</summary>
    static abstract void Mean(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> mean, in Tap tap);

    /// <summary>A line of single numbers, enlarged.</summary>
    /// <param name="line">The line, with at least <see cref="RowScratch{T}.Margin"/> numbers behind it that can be read.</param>
    /// <param name="wide">Receives the enlarged line.</param>
    /// <param name="taps">What each number is made of.</param>
    static abstract void Enlarge(ReadOnlySpan<T> line, Span<T> wide, Taps taps);
}
