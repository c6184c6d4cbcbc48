using BenchmarkDotNet.Attributes;
using MLNetNeural.Networks.Randomness;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>The random words of a dropout mask, as many as are drawn at one time, with the widest vectors and as they are defined.</summary>
public class RandomWordBenchmarks
{
    private static readonly PhiloxStream Stream = new(1, (uint)RandomUse.Dropout, 2, 3);

    private readonly uint[] _words = new uint[256];

    /// <summary>As it is defined.</summary>
    [Benchmark(Baseline = true)]
    public uint Scalar()
    {
        PhiloxBlocks.DrawScalar(0, Stream, _words);
        return _words[0];
    }

    /// <summary>With the widest vectors.</summary>
    [Benchmark]
    public uint Vectors()
    {
        PhiloxBlocks.Draw(0, Stream, _words);
        return _words[0];
    }
}
