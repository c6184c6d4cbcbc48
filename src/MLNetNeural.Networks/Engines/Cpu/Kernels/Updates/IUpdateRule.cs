namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>
/// One optimizer's rule with the figures of one step, written once for every width of vector; the JIT makes a loop of its
/// own for each. See the optimizer for the formula and its letters.
/// </summary>
internal interface IUpdateRule
{
    /// <summary>The new weights from weights and gradient.</summary>
    /// <param name="w">Weights.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="a">What is kept of them first, as the optimizer's StateNames has it; overwritten.</param>
    /// <param name="b">What is kept second; overwritten where there is one.</param>
    /// <param name="c">What is kept third; overwritten where there is one.</param>
    TVector Step<TSimd, TVector>(TVector w, TVector g, ref TVector a, ref TVector b, ref TVector c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
