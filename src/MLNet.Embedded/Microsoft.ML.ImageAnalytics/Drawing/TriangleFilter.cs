namespace Microsoft.ML.Transforms.Image.Drawing;

/// <summary>
/// The weights with which pixels of a line give those of a line of another length: a triangle around the place each comes from, as wide as two
/// source pixels, or as two target pixels when the line shrinks.
/// </summary>
internal sealed class TriangleFilter
{
    private readonly (int Start, float[] Weights)[] _weights;

    /// <summary>The weights of the part of the scaled line that can be seen.</summary>
    /// <param name="length">Length of the source line.</param>
    /// <param name="scaledLength">Length of the scaled line.</param>
    /// <param name="offset">Where the scaled line starts in the window; may be negative.</param>
    /// <param name="window">Length of the window.</param>
    public TriangleFilter(int length, int scaledLength, int offset, int window)
    {
        Start = Math.Max(offset, 0);
        int end = Math.Min(offset + scaledLength, window);
        double scale = (double)length / scaledLength, reach = Math.Max(scale, 1);
        _weights = [.. Enumerable.Range(Start, Math.Max(end - Start, 0)).Select(i => WeightsAt((i - offset + 0.5) * scale, reach, length))];
        if (_weights.Length > 0)
        {
            SourceStart = _weights[0].Start;
            SourceCount = _weights[^1].Start + _weights[^1].Weights.Length - SourceStart;
        }
    }

    /// <summary>The first pixel of the window that is drawn.</summary>
    public int Start { get; }

    /// <summary>The number of pixels that are drawn.</summary>
    public int Count => _weights.Length;

    /// <summary>The first source pixel that is read.</summary>
    public int SourceStart { get; }

    /// <summary>The number of source pixels that are read.</summary>
    public int SourceCount { get; }

    /// <summary>The source pixels, and their weights, of the drawn pixel <paramref name="index"/>; the sum of the weights is 1.</summary>
    public (int Start, float[] Weights) this[int index] => _weights[index];

    private static (int Start, float[] Weights) WeightsAt(double centre, double reach, int length)
    {
        int start = Math.Max((int)(centre - reach + 0.5), 0), end = Math.Min((int)(centre + reach + 0.5), length);
        double[] weights = [.. Enumerable.Range(start, end - start).Select(i => Math.Max(1 - (Math.Abs(i + 0.5 - centre) / reach), 0))];
        double sum = weights.Sum();
        return (start, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }
}
