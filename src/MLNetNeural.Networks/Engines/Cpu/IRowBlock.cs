namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>What is done to a block of rows of a batch while they are in a core's cache, from any thread.</summary>
internal interface IRowBlock
{
    /// <summary>Does it.</summary>
    /// <param name="first">Position of the first row in the batch.</param>
    /// <param name="rows">Number of rows, at most <see cref="ForwardPass.RowBlock"/>.</param>
    /// <param name="worker">Zero-based worker, for scratch memory.</param>
    void Run(int first, int rows, int worker);
}
