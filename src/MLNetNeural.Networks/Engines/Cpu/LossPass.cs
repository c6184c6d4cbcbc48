using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines.Cpu.Threading;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Loss and its gradient, row by row; the rows' losses are added in order on one thread.</summary>
internal sealed unsafe class LossPass(WorkerPool pool, TrainingPlan plan, ForwardPass forward, BackwardPass backward) : IParallelWork, IDisposable
{
    private const int Rows = 64;

    private readonly NativeBuffer<double> _losses = new(plan.MaxBatchSize);
    private readonly NativeBuffer<bool> _correct = new(plan.MaxBatchSize);
    private int* _rows;
    private int _count;
    private float _scale;
    private bool _withGradient;

    /// <summary>Computes the loss of the rows that the forward pass has run.</summary>
    public BatchResult Run(ReadOnlySpan<int> rows, LossGradient gradient)
    {
        double weights = 0;
        foreach (int row in rows) weights += (double)plan.Targets.Weight(row) * plan.Loss.Weight(plan.Targets[row]);

        fixed (int* row = rows)
        {
            _rows = row;
            _count = rows.Length;
            _scale = gradient == LossGradient.OfSum ? 1 : weights > 0 ? (float)(1 / weights) : 0; // rows that all have weight 0 change nothing
            _withGradient = gradient != LossGradient.None;
            pool.Run(this, (rows.Length + Rows - 1) / Rows);
        }

        double loss = 0, correct = 0, all = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            double weight = plan.Targets.Weight(rows[r]);
            loss += _losses.Pointer[r];
            correct += _correct.Pointer[r] ? weight : 0;
            all += weight;
        }

        return new BatchResult(loss, weights, correct, all);
    }

    public void Run(int part, int worker)
    {
        for (int r = part * Rows; r < Math.Min(_count, (part + 1) * Rows); r++)
        {
            Target target = plan.Targets[_rows[r]];
            ReadOnlySpan<float> outputs = forward.OutputRow(r);
            float weight = plan.Targets.Weight(_rows[r]);
            _losses.Pointer[r] = weight * plan.Loss.Row(outputs, target, _scale * weight, _withGradient ? backward.OutputGradient(r) : []);
            _correct.Pointer[r] = target.Class >= 0 && TensorPrimitives.IndexOfMax(outputs) == target.Class;
        }
    }

    public void Dispose()
    {
        _losses.Dispose();
        _correct.Dispose();
    }
}
