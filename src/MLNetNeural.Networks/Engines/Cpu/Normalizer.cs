using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>
/// The normalization of one layer: x̂ = (x − mean)·r with r = 1/√(variance + ε), y = γ·x̂ + β, and back. What concerns a whole
/// batch is cut by units, the rest by rows, so that threads change no bit.
/// </summary>
/// <remarks>
/// Back, with the means over what was normalized: ∂x̂ = γ·∂y; ∂x = r·(∂x̂ − mean(∂x̂) − x̂·mean(∂x̂·x̂)); ∂γ = Σ ∂y·x̂; ∂β = Σ ∂y.
/// </remarks>
internal sealed unsafe class Normalizer : IDisposable
{
    private readonly LayerWeights _layer;
    private readonly NormStatistics? _running;
    private readonly float _epsilon;
    private readonly bool _isAffine;
    private readonly NativeBuffer<float> _mean;
    private readonly NativeBuffer<float> _inverse;
    private readonly NativeBuffer<float>? _rowInverse;
    private readonly NativeBuffer<float>? _normalized;
    private readonly NativeBuffer<float> _sum;
    private readonly NativeBuffer<float> _productSum;
    private readonly NativeBuffer<float> _sumShare;
    private readonly NativeBuffer<float> _productShare;
    private readonly NativeBuffer<float> _factor;
    private readonly MeasureWork _measureWork;
    private readonly ReduceWork _reduceWork;
    private bool _ofBatch;
    private int _rows;

    /// <summary>The normalization of a layer.</summary>
    /// <param name="layer">The layer; it has one.</param>
    /// <param name="running">Its running statistics; null for layer normalization.</param>
    /// <param name="maxRows">Most rows of a batch.</param>
    /// <param name="forTraining">Whether there is a way back.</param>
    public Normalizer(LayerWeights layer, NormStatistics? running, int maxRows, bool forTraining)
    {
        _layer = layer;
        _running = running;
        _epsilon = layer.Layer.Normalization.Epsilon;
        _isAffine = layer.Layer.Normalization.IsAffine;
        AfterActivation = layer.Layer.Normalization.AfterActivation;
        int stride = layer.Stride;
        _mean = new NativeBuffer<float>(stride);
        _inverse = new NativeBuffer<float>(stride);
        _sum = new NativeBuffer<float>(stride);
        _productSum = new NativeBuffer<float>(stride);
        _sumShare = new NativeBuffer<float>(stride);
        _productShare = new NativeBuffer<float>(stride);
        _factor = new NativeBuffer<float>(stride);
        if (forTraining)
        {
            _normalized = new NativeBuffer<float>((long)maxRows * layer.RowStride);
            if (!IsOverBatch) _rowInverse = new NativeBuffer<float>(maxRows);
        }

        _measureWork = new MeasureWork(this);
        _reduceWork = new ReduceWork(this);
    }

    /// <summary>Whether units are normalized over the batch, which needs all its rows first.</summary>
    public bool IsOverBatch => _running is not null;

    /// <summary>Whether the activation's outputs are normalized.</summary>
    public bool AfterActivation { get; }

    /// <summary>Whether there are a factor and a summand behind it.</summary>
    public bool IsAffine => _isAffine;

    /// <summary>∂L/∂γ, (stride), after <see cref="Reduce"/>.</summary>
    public Span<float> WeightGradient => _productSum.Slice(0, _layer.Stride);

    /// <summary>∂L/∂β, (stride), after <see cref="Reduce"/>.</summary>
    public Span<float> BiasGradient => _sum.Slice(0, _layer.Stride);

    /// <summary>Has the rows to come normalized by the running statistics.</summary>
    public void UseRunning()
    {
        _ofBatch = false;
        for (int u = 0; u < _layer.Units; u++)
        {
            _mean.Pointer[u] = _running!.Mean.Pointer[u];
            _inverse.Pointer[u] = (float)(1 / Math.Sqrt((double)_running.Variance.Pointer[u] + _epsilon));
        }
    }

    /// <summary>Has the rows of a batch normalized by their own figures, which enter the running ones.</summary>
    /// <param name="x">The rows, (rows, row stride).</param>
    /// <param name="rows">Number of rows, at least 2.</param>
    /// <param name="pool">What computes.</param>
    public void UseBatch(float* x, int rows, WorkerPool pool)
    {
        _ofBatch = true;
        _running!.Batches.Pointer[0]++;
        _measureWork.Set(x, rows);
        pool.Run(_measureWork, _layer.Stride / ColumnKernel.Columns);
    }

    /// <summary>x ← y for some rows.</summary>
    /// <param name="x">The rows, (rows, row stride).</param>
    /// <param name="first">Position of the first row in the batch.</param>
    /// <param name="rows">Number of rows.</param>
    public void Forward(float* x, int first, int rows)
    {
        for (int r = 0; r < rows; r++, x += _layer.RowStride)
        {
            var row = new Span<float>(x, _layer.Units);
            if (IsOverBatch)
            {
                TensorPrimitives.Subtract(row, Mean, row);
                TensorPrimitives.Multiply(row, Inverse, row);
            }
            else
            {
                float inverse = NormalizeRow(row);
                if (_rowInverse is not null) _rowInverse.Pointer[first + r] = inverse;
            }

            if (_normalized is not null) row.CopyTo(Normalized(first + r));
            if (_isAffine) TensorPrimitives.MultiplyAdd(row, Factors, Summands, row);
        }
    }

    /// <summary>Adds up over the batch what the way back and the gradients of γ and β need.</summary>
    /// <param name="dy">∂L/∂y, (rows, row stride).</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="pool">What computes.</param>
    public void Reduce(float* dy, int rows, WorkerPool pool)
    {
        _rows = rows;
        _reduceWork.Set(dy);
        pool.Run(_reduceWork, _layer.Stride / ColumnKernel.Columns);
    }

    /// <summary>∂L/∂y ← ∂L/∂x for some rows, after <see cref="Reduce"/>.</summary>
    /// <param name="dy">The rows, (rows, row stride). Overwritten.</param>
    /// <param name="first">Position of the first row in the batch.</param>
    /// <param name="rows">Number of rows.</param>
    public void Backward(float* dy, int first, int rows)
    {
        for (int r = 0; r < rows; r++, dy += _layer.RowStride)
        {
            var row = new Span<float>(dy, _layer.Units);
            if (!IsOverBatch)
            {
                BackwardRow(row, Normalized(first + r), _rowInverse!.Pointer[first + r]);
                continue;
            }

            if (_ofBatch)
            {
                TensorPrimitives.Subtract(row, _sumShare.Slice(0, row.Length), row);
                TensorPrimitives.MultiplyAdd(Normalized(first + r), _productShare.Slice(0, row.Length), row, row);
            }

            TensorPrimitives.Multiply(row, _factor.Slice(0, row.Length), row);
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float>? buffer in new[] { _mean, _inverse, _rowInverse, _normalized, _sum, _productSum, _sumShare, _productShare, _factor })
        {
            buffer?.Dispose();
        }
    }

    private ReadOnlySpan<float> Mean => _mean.Slice(0, _layer.Units);

    private ReadOnlySpan<float> Inverse => _inverse.Slice(0, _layer.Units);

    private ReadOnlySpan<float> Factors => _layer[UnitVector.NormWeight].Slice(0, _layer.Units);

    private ReadOnlySpan<float> Summands => _layer[UnitVector.NormBias].Slice(0, _layer.Units);

    private Span<float> Normalized(int row) => _normalized!.Slice((long)row * _layer.RowStride, _layer.Units);

    /// <summary>x ← (x − mean)·r over one row; returns r.</summary>
    private float NormalizeRow(Span<float> row)
    {
        double sum = 0, squares = 0;
        foreach (float x in row) sum += x;
        double mean = sum / row.Length;
        foreach (float x in row) squares += (x - mean) * (x - mean);
        float inverse = (float)(1 / Math.Sqrt((squares / row.Length) + _epsilon));
        TensorPrimitives.Subtract(row, (float)mean, row);
        TensorPrimitives.Multiply(row, inverse, row);
        return inverse;
    }

    private void BackwardRow(Span<float> row, ReadOnlySpan<float> normalized, float inverse)
    {
        if (_isAffine) TensorPrimitives.Multiply(row, Factors, row);
        double sum = 0, products = 0;
        for (int u = 0; u < row.Length; u++)
        {
            sum += row[u];
            products += (double)row[u] * normalized[u];
        }

        TensorPrimitives.Subtract(row, (float)(sum / row.Length), row);
        TensorPrimitives.MultiplyAdd(normalized, (float)(-products / row.Length), row, row);
        TensorPrimitives.Multiply(row, inverse, row);
    }

    /// <summary>Mean and variance of 16 units over the batch.</summary>
    private sealed class MeasureWork(Normalizer norm) : IParallelWork
    {
        private float* _x;
        private int _count;

        public void Set(float* x, int rows)
        {
            _x = x;
            _count = rows;
        }

        public void Run(int part, int worker)
        {
            double* means = stackalloc double[ColumnKernel.Columns], squares = stackalloc double[ColumnKernel.Columns];
            int first = part * ColumnKernel.Columns, stride = norm._layer.RowStride;
            ColumnKernel.Sum(_x + first, stride, _count, means);
            for (int j = 0; j < ColumnKernel.Columns; j++) means[j] /= _count;
            ColumnKernel.SumOfSquares(_x + first, stride, _count, means, squares);

            NormStatistics running = norm._running!;
            double share = norm._layer.Layer.Normalization.Momentum ?? (1 / (double)running.Batches.Pointer[0]);
            for (int j = 0; j < ColumnKernel.Columns && first + j < norm._layer.Units; j++)
            {
                int u = first + j;
                norm._mean.Pointer[u] = (float)means[j];
                norm._inverse.Pointer[u] = (float)(1 / Math.Sqrt((squares[j] / _count) + norm._epsilon));
                running.Mean.Pointer[u] = (float)(((1 - share) * running.Mean.Pointer[u]) + (share * means[j]));
                running.Variance.Pointer[u] = (float)(((1 - share) * running.Variance.Pointer[u]) + (share * squares[j] / (_count - 1)));
            }
        }
    }

    /// <summary>Σ ∂y and Σ ∂y·x̂ of 16 units over the batch.</summary>
    private sealed class ReduceWork(Normalizer norm) : IParallelWork
    {
        private float* _dy;

        public void Set(float* dy) => _dy = dy;

        public void Run(int part, int worker)
        {
            double* sums = stackalloc double[ColumnKernel.Columns], products = stackalloc double[ColumnKernel.Columns];
            int first = part * ColumnKernel.Columns, stride = norm._layer.RowStride;
            ColumnKernel.Sum(_dy + first, stride, norm._rows, sums);
            ColumnKernel.SumOfProducts(_dy + first, norm._normalized!.Pointer + first, stride, norm._rows, products);
            for (int j = 0; j < ColumnKernel.Columns; j++)
            {
                int u = first + j;
                norm._sum.Pointer[u] = (float)sums[j];
                norm._productSum.Pointer[u] = (float)products[j];
                norm._sumShare.Pointer[u] = (float)(sums[j] / norm._rows);
                norm._productShare.Pointer[u] = (float)(-products[j] / norm._rows);
                norm._factor.Pointer[u] = norm._inverse.Pointer[u] * (norm._isAffine ? norm._layer[UnitVector.NormWeight].Pointer[u] : 1);
            }
        }
    }
}
