using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Benchmarks.Roofline;

/// <summary>Fused multiply-adds on registers alone: more floating-point operations a second no kernel can do.</summary>
internal static unsafe class PeakArithmetic
{
    private const int Chains = 16;

    private const long Steps = 4_000_000;

    /// <summary>Operations a second, with the widest vectors that the kernels use; a multiply-add is two.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <param name="runs">Runs of some hundredths of a second; the fastest counts.</param>
    public static double Measure(int threads, int runs = 7)
        => Simd.Has512 ? Measure<Simd512, Vector512<float>>(threads, runs)
            : Simd.Has256 ? Measure<Simd256, Vector256<float>>(threads, runs)
            : Simd.Has128 ? Measure<Simd128, Vector128<float>>(threads, runs)
            : Measure<Simd1, float>(threads, runs);

    private static double Measure<TSimd, TVector>(int threads, int runs)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => 2.0 * Chains * TSimd.Count * Steps * threads / Crew.Fastest(threads, runs, _ => Run<TSimd, TVector>());

    /// <summary>As many chains as hide the latency of the instruction on two ports, in locals so that they stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // 0.5·x + 1 goes to 2: no number becomes infinite or denormal.
        TVector a = TSimd.Broadcast(0.5f), b = TSimd.Broadcast(1);
        TVector x0 = b, x1 = b, x2 = b, x3 = b, x4 = b, x5 = b, x6 = b, x7 = b, x8 = b, x9 = b, x10 = b, x11 = b, x12 = b, x13 = b, x14 = b, x15 = b;
        for (long step = 0; step < Steps; step++)
        {
            x0 = TSimd.Fma(x0, a, b);
            x1 = TSimd.Fma(x1, a, b);
            x2 = TSimd.Fma(x2, a, b);
            x3 = TSimd.Fma(x3, a, b);
            x4 = TSimd.Fma(x4, a, b);
            x5 = TSimd.Fma(x5, a, b);
            x6 = TSimd.Fma(x6, a, b);
            x7 = TSimd.Fma(x7, a, b);
            x8 = TSimd.Fma(x8, a, b);
            x9 = TSimd.Fma(x9, a, b);
            x10 = TSimd.Fma(x10, a, b);
            x11 = TSimd.Fma(x11, a, b);
            x12 = TSimd.Fma(x12, a, b);
            x13 = TSimd.Fma(x13, a, b);
            x14 = TSimd.Fma(x14, a, b);
            x15 = TSimd.Fma(x15, a, b);
        }

        // A sum that is used keeps the compiler from leaving the loop out.
        TVector sum = TSimd.Add(TSimd.Add(TSimd.Add(TSimd.Add(x0, x1), TSimd.Add(x2, x3)), TSimd.Add(TSimd.Add(x4, x5), TSimd.Add(x6, x7))),
            TSimd.Add(TSimd.Add(TSimd.Add(x8, x9), TSimd.Add(x10, x11)), TSimd.Add(TSimd.Add(x12, x13), TSimd.Add(x14, x15))));
        float* values = stackalloc float[16];
        TSimd.Store(sum, values);
        if (values[0] is < 16 or > 32) throw new InvalidOperationException($"The sums are {values[0]}, not between 16 and 32.");
    }
}
