using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Benchmarks.Roofline;

/// <summary>How fast memory and caches give and take.</summary>
internal static unsafe class MemoryTraffic
{
    private const int Runs = 7;

    /// <summary>Bytes a second of the triad aᵢ ← bᵢ + s·cᵢ on arrays far larger than any cache, counted as STREAM does: two read, one written.</summary>
    public static double Triad(int threads)
    {
        const int Length = 32 << 20, Vectors = 3;
        using NativeBuffer<float> a = new(Length), b = new(Length), c = new(Length);
        float* pa = a.Pointer, pb = b.Pointer, pc = c.Pointer;
        int part = Length / threads / 16 * 16;
        double seconds = Crew.Fastest(threads, Runs, t => Widest(pa + ((long)t * part), pb + ((long)t * part), pc + ((long)t * part), part));
        return (double)Vectors * sizeof(float) * part * threads / seconds;
    }

    /// <summary>Bytes a second of reading the same bytes again and again, each thread its part of them: what a cache of that size gives.</summary>
    public static double Reread(int threads, int bytes)
    {
        const int Times = 200;
        using NativeBuffer<float> buffer = new(bytes / sizeof(float));
        float* all = buffer.Pointer;
        int part = bytes / sizeof(float) / threads / 64 * 64;
        double seconds = Crew.Fastest(threads, Runs, t =>
        {
            for (int time = 0; time < Times; time++) Read(all + ((long)t * part), part);
        });
        return (double)sizeof(float) * part * threads * Times / seconds;
    }

    private static void Widest(float* a, float* b, float* c, int n)
    {
        if (Simd.Has512) Triad<Simd512, Vector512<float>>(a, b, c, n);
        else if (Simd.Has256) Triad<Simd256, Vector256<float>>(a, b, c, n);
        else if (Simd.Has128) Triad<Simd128, Vector128<float>>(a, b, c, n);
        else Triad<Simd1, float>(a, b, c, n);
    }

    private static void Read(float* x, int n)
    {
        if (Simd.Has512) Sum<Simd512, Vector512<float>>(x, n);
        else if (Simd.Has256) Sum<Simd256, Vector256<float>>(x, n);
        else if (Simd.Has128) Sum<Simd128, Vector128<float>>(x, n);
        else Sum<Simd1, float>(x, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triad<TSimd, TVector>(float* a, float* b, float* c, int n)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector s = TSimd.Broadcast(3);
        for (int i = 0; i < n; i += TSimd.Count) TSimd.Store(TSimd.Fma(s, TSimd.Load(c + i), TSimd.Load(b + i)), a + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TSimd, TVector>(float* x, int n)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector s0 = TSimd.Zero, s1 = s0, s2 = s0, s3 = s0;
        int v = TSimd.Count;
        for (int i = 0; i < n; i += 4 * v)
        {
            s0 = TSimd.Add(s0, TSimd.Load(x + i));
            s1 = TSimd.Add(s1, TSimd.Load(x + i + v));
            s2 = TSimd.Add(s2, TSimd.Load(x + i + (2 * v)));
            s3 = TSimd.Add(s3, TSimd.Load(x + i + (3 * v)));
        }

        float* values = stackalloc float[16];
        TSimd.Store(TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3)), values);
        if (values[0] != 0) throw new InvalidOperationException($"The sum of zeros is {values[0]}.");
    }
}
