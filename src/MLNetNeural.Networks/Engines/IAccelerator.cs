namespace MLNetNeural.Networks.Engines;

/// <summary>
/// Engines of a package of their own, beside the CPU engine that is always there. The package makes itself known by
/// <see cref="Accelerators.Register"/>; the library knows it by this contract alone.
/// </summary>
public interface IAccelerator
{
    /// <summary>The name of the package, to be shown, as in "TorchSharp".</summary>
    string Name { get; }

    /// <summary>Looks for cards; does not throw.</summary>
    CudaStatus FindCuda();

    /// <summary>An engine on a card.</summary>
    /// <param name="card">Zero-based card.</param>
    /// <param name="warn">Receives what a user should know of the run, such as that features did not fit the card; null for nobody.</param>
    /// <exception cref="InvalidOperationException">There is no such card; the message says what is missing.</exception>
    IEngine CreateCuda(int card, Action<string>? warn = null);

    /// <summary>An engine on the processor, with kernels of its own: to compare with.</summary>
    /// <param name="threads">Number of threads, at least 1; null for what the package chooses.</param>
    /// <exception cref="InvalidOperationException">Its native part is missing or asks for a newer system; the message says what to do.</exception>
    IEngine CreateCpu(int? threads = null);
}
