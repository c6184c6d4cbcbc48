using BenchmarkDotNet.Attributes;
using MLNetNeural.Benchmarks.Compare.Jobs;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Memory;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>A step of each optimizer on weights in the second-level cache, with the widest vectors and as it is defined.</summary>
public unsafe class UpdateBenchmarks
{
    /// <summary>Weights whose gradient the engine makes at one time.</summary>
    private const int Weights = 32768;

    private const int Buffers = 5;

    private static readonly Dictionary<string, UpdateSteps> Optimizers = new()
    {
        ["Sgd, no momentum"] = UpdateSteps.Of(SgdRule.Of(new Sgd(TrainingStepJob.LearningRate, momentum: 0))),
        ["Sgd"] = UpdateSteps.Of(SgdRule.Of(new Sgd(TrainingStepJob.LearningRate))),
        ["Adam"] = UpdateSteps.Of(AdamRule.Of(new Adam(TrainingStepJob.LearningRate))),
        ["AdamW"] = UpdateSteps.Of(AdamRule.Of(new AdamW())),
        ["Adamax"] = UpdateSteps.Of(AdamaxRule.Of(new Adamax())),
        ["RmsProp"] = UpdateSteps.Of(RmsPropRule.Of(new RmsProp())),
        ["Adagrad"] = UpdateSteps.Of(AdagradRule.Of(new Adagrad())),
        ["Adadelta"] = UpdateSteps.Of(AdadeltaRule.Of(new Adadelta())),
    };

    private NativeBuffer<float>[] _buffers = [];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Optimizers.Keys;

    /// <summary>Which optimizer.</summary>
    [ParamsSource(nameof(Names))]
    public string Optimizer { get; set; } = "";

    /// <summary>Makes the numbers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _buffers = [.. Enumerable.Range(0, Buffers).Select(_ => new NativeBuffer<float>(Weights))];
        foreach (NativeBuffer<float> buffer in _buffers)
            foreach (ref float value in buffer.Slice(0, Weights)) value = random.NextSingle();
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (NativeBuffer<float> buffer in _buffers) buffer.Dispose();
    }

    /// <summary>As it is defined.</summary>
    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        Optimizers[Optimizer].Scalar(_buffers[0].Pointer, _buffers[1].Pointer, State, Weights);
        return *_buffers[0].Pointer;
    }

    /// <summary>With the widest vectors.</summary>
    [Benchmark]
    public float Vectors()
    {
        Optimizers[Optimizer].Vectors(_buffers[0].Pointer, _buffers[1].Pointer, State, Weights);
        return *_buffers[0].Pointer;
    }

    private StateRun State => new(_buffers[2].Pointer, _buffers[3].Pointer, _buffers[4].Pointer);
}
