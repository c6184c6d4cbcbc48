namespace MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

/// <summary>Where the values lie that an optimizer keeps beside a run of weights; null for those that it does not have.</summary>
internal readonly unsafe struct StateRun(float* a, float* b, float* c)
{
    public readonly float* A = a;
    public readonly float* B = b;
    public readonly float* C = c;

    /// <summary>The run from its element <paramref name="i"/> on.</summary>
    public StateRun From(nint i) => new(A == null ? null : A + i, B == null ? null : B + i, C == null ? null : C + i);
}
