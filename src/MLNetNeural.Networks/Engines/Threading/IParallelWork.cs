namespace MLNetNeural.Networks.Engines.Threading;

/// <summary>Work cut into parts that may run in any order, on any thread.</summary>
internal interface IParallelWork
{
    /// <summary>Does one part.</summary>
    /// <param name="part">Zero-based part.</param>
    /// <param name="worker">Zero-based worker, for scratch memory; no two threads have the same at one time.</param>
    void Run(int part, int worker);
}
