using BenchmarkDotNet.Attributes;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>The blocks that the engine multiplies, with the widest vectors and as they are defined.</summary>
public unsafe class MatrixKernelBenchmarks
{
    /// <summary>Distance of two rows of A that are copied: not a power of two, as in the engine.</summary>
    private const int CopiedStride = 272;

    private readonly Random _random = new(1);
    private NativeBuffer<float> _a = null!;
    private NativeBuffer<float> _b = null!;
    private NativeBuffer<float> _c = null!;

    /// <summary>Rows of A and C, columns of B and C, and the depth of the sums; whether A lies transposed.</summary>
    public sealed record Block(string Name, int Rows, int Columns, int Depth, bool IsTransposed)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Name} {Rows}x{Depth}x{Columns}";
    }

    /// <summary>The blocks of the jobs that are compared.</summary>
    public static IEnumerable<Block> Blocks =>
    [
        new("forward", 64, 32, 128, IsTransposed: false),
        new("gradient, images", 256, 32, 64, IsTransposed: true),
        new("gradient, 784-512", 64, 32, 128, IsTransposed: true),
        new("gradient, 2048-2048", 16, 32, 128, IsTransposed: true),
    ];

    /// <summary>Which block.</summary>
    [ParamsSource(nameof(Blocks))]
    public Block Sizes { get; set; } = null!;

    /// <summary>Makes the numbers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _a = Fill(Math.Max(Sizes.Rows, Sizes.Depth) * CopiedStride);
        _b = Fill(Sizes.Depth * Sizes.Columns);
        _c = Fill(Sizes.Rows * Sizes.Columns);
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (NativeBuffer<float> buffer in new[] { _a, _b, _c }) buffer.Dispose();
    }

    /// <summary>As it is defined.</summary>
    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        (nint row, nint step) = Strides;
        MatrixKernel.MultiplyAddScalar(
            _a.Pointer, row, step, _b.Pointer, Sizes.Columns, _b.Pointer, 0, _c.Pointer, Sizes.Columns, Sizes.Rows, Sizes.Columns, Sizes.Depth);
        return *_c.Pointer;
    }

    /// <summary>With the widest vectors.</summary>
    [Benchmark]
    public float Vectors()
    {
        (nint row, nint step) = Strides;
        MatrixKernel.MultiplyAdd(
            _a.Pointer, row, step, _b.Pointer, Sizes.Columns, _b.Pointer, 0, _c.Pointer, Sizes.Columns, Sizes.Rows, Sizes.Columns, Sizes.Depth);
        return *_c.Pointer;
    }

    private (nint Row, nint Step) Strides => Sizes.IsTransposed ? (1, CopiedStride) : (CopiedStride, 1);

    private NativeBuffer<float> Fill(int length)
    {
        NativeBuffer<float> buffer = new(length);
        foreach (ref float value in buffer.Slice(0, length)) value = _random.NextSingle() - 0.5f;
        return buffer;
    }
}
