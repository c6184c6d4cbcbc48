namespace MLNetNeural.Networks.Engines;

/// <summary>
/// Named parameters that can be read and written row by row, wherever and however the engine keeps them. Rows are
/// asked for in runs, so that nobody needs a second copy of a large network to save or load it.
/// </summary>
public interface ITensors
{
    /// <summary>Names and shapes, in a fixed order.</summary>
    IReadOnlyList<TensorInfo> Infos { get; }

    /// <summary>Copies whole rows out.</summary>
    /// <param name="tensor">Index into <see cref="Infos"/>.</param>
    /// <param name="firstRow">Zero-based first row.</param>
    /// <param name="destination">Receives as many rows as it holds; its length is a multiple of the columns.</param>
    void Read(int tensor, int firstRow, Span<float> destination);

    /// <summary>Copies whole rows in; several threads may write different rows at once.</summary>
    /// <param name="tensor">Index into <see cref="Infos"/>.</param>
    /// <param name="firstRow">Zero-based first row.</param>
    /// <param name="source">The rows; its length is a multiple of the columns.</param>
    void Write(int tensor, int firstRow, ReadOnlySpan<float> source);
}
