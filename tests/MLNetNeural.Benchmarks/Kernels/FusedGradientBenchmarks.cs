using BenchmarkDotNet.Attributes;
using MLNetNeural.Benchmarks.Compare.Jobs;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>
/// The gradient of some rows of weights, and the optimizer's step with it while it is in the cache. Weights and velocities come
/// from memory: each call takes the next rows of a layer that no cache holds.
/// </summary>
public unsafe class FusedGradientBenchmarks
{
    private const int Weights = 16 << 20, Panel = 32, InputStride = 272;

    private readonly Random _random = new(1);
    private NativeBuffer<float> _x = null!;
    private NativeBuffer<float> _dz = null!;
    private NativeBuffer<float> _sums = null!;
    private NativeBuffer<float> _zeros = null!;
    private NativeBuffer<float> _w = null!;
    private NativeBuffer<float> _v = null!;
    private SgdRule _rule;
    private int _next;

    /// <summary>Rows of weights that are made at one time, units of the layer, and rows of the batch.</summary>
    public sealed record Part(string Name, int Inputs, int Units, int Batch)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Name} {Inputs}x{Units}, batch {Batch}";
    }

    /// <summary>The parts of the jobs that are compared.</summary>
    public static IEnumerable<Part> Parts =>
    [
        new("images", 256, 128, 64),
        new("784-512", 64, 512, 128),
        new("2048-2048", 16, 2048, 128),
    ];

    /// <summary>Of which layer.</summary>
    [ParamsSource(nameof(Parts))]
    public Part Layer { get; set; } = null!;

    /// <summary>Makes the numbers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = Fill(Layer.Batch * InputStride);
        _dz = Fill(Layer.Batch * Layer.Units);
        _sums = Fill(Layer.Inputs * Layer.Units);
        _w = Fill(Weights);
        _v = Fill(Weights);
        _zeros = new NativeBuffer<float>(Panel);
        _rule = SgdRule.Of(new Sgd(TrainingStepJob.LearningRate))(new StepFigures(TrainingStepJob.LearningRate, Number: 2));
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (NativeBuffer<float> buffer in new[] { _x, _dz, _sums, _w, _v, _zeros }) buffer.Dispose();
    }

    /// <summary>As it is defined.</summary>
    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        for (int p = 0; p < Layer.Units / Panel; p++)
        {
            MatrixKernel.MultiplyAddScalar(
                _x.Pointer, 1, InputStride, _dz.Pointer + (p * Layer.Batch * Panel), Panel, _zeros.Pointer, 0, Sum(p), Panel, Layer.Inputs, Panel, Layer.Batch);
        }

        int first = Next();
        UpdateKernel.StepScalar(_rule, _w.Pointer + first, _sums.Pointer, new StateRun(_v.Pointer + first, null, null), Floats);
        return _w.Pointer[first];
    }

    /// <summary>With the widest vectors.</summary>
    [Benchmark]
    public float Vectors()
    {
        for (int p = 0; p < Layer.Units / Panel; p++)
        {
            MatrixKernel.MultiplyAdd(
                _x.Pointer, 1, InputStride, _dz.Pointer + (p * Layer.Batch * Panel), Panel, _zeros.Pointer, 0, Sum(p), Panel, Layer.Inputs, Panel, Layer.Batch);
        }

        int first = Next();
        UpdateKernel.Step(_rule, _w.Pointer + first, _sums.Pointer, new StateRun(_v.Pointer + first, null, null), Floats);
        return _w.Pointer[first];
    }

    private int Floats => Layer.Inputs * Layer.Units;

    private float* Sum(int panel) => _sums.Pointer + (panel * Layer.Inputs * Panel);

    private int Next()
    {
        int first = _next;
        _next = first + (2 * Floats) <= Weights ? first + Floats : 0;
        return first;
    }

    private NativeBuffer<float> Fill(int length)
    {
        NativeBuffer<float> buffer = new(length);
        foreach (ref float value in buffer.Slice(0, length)) value = _random.NextSingle() - 0.5f;
        return buffer;
    }
}
