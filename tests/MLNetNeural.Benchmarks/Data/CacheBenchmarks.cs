using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Benchmarks.Data;

/// <summary>A pass over a cached view, filled before.</summary>
public class CacheBenchmarks
{
    /// <summary>Rows of the view.</summary>
    public const int Rows = 1_000_000;

    /// <summary>Numbers in a row.</summary>
    public const int Columns = 20;

    private readonly MLContext _ml = new(seed: 1);
    private IDataView? _scalars;
    private IDataView? _vector;

    /// <summary>Caches 20 Single columns.</summary>
    [GlobalSetup(Target = nameof(Scalars))]
    public void CacheScalars()
    {
        _scalars = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Make(i => new Twenty { A = i, J = -i, T = 1 })));
        Passes.OverScalars(_scalars);
    }

    /// <summary>Caches one vector column.</summary>
    [GlobalSetup(Target = nameof(Vector))]
    public void CacheVector()
    {
        float[] values = new float[Columns];
        _vector = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Make(i =>
        {
            values[0] = i;
            return new One { V = values };
        })));
        Passes.OverVector(_vector);
    }

    /// <summary>20 Single columns.</summary>
    [Benchmark]
    public double Scalars() => ProcessorTime.Of(() => Passes.OverScalars(_scalars!));

    /// <summary>One vector column.</summary>
    [Benchmark]
    public double Vector() => ProcessorTime.Of(() => Passes.OverVector(_vector!));

    private static IEnumerable<TRow> Make<TRow>(Func<int, TRow> make) => Enumerable.Range(0, Rows).Select(make);

#pragma warning disable CS0649
    private sealed class Twenty
    {
        public float A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T;
    }
#pragma warning restore CS0649

    private sealed class One
    {
        [VectorType(Columns)]
        public float[] V = [];
    }
}
