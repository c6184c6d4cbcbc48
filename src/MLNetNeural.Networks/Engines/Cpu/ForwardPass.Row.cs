using System.Diagnostics;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines.Batches;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <content>One row, which all cores work on.</content>
internal sealed unsafe partial class ForwardPass
{
    /// <summary>
    /// One row through all layers, each cut into groups of panels. A worker does the same groups in every call, so that their weights
    /// stay in its core's own cache: a row needs each weight once, and the time is that of reading them.
    /// </summary>
    /// <remarks>
    /// Nobody waits for a worker that has not come: its groups are done by the others. A group is done by whoever takes it first, and a
    /// layer begins when all groups of the one below are done. Sums are made as they are for many rows, so the bits are the same.
    /// </remarks>
    private sealed class RowWork : IParallelWork, IDisposable
    {
        /// <summary>Fewer weights are read by one core sooner than a second one has begun.</summary>
        private const long FewWeights = 1 << 17;

        /// <summary>Panels of a group: those whose sums <see cref="SkipKernel"/> makes at one time.</summary>
        private const int GroupPanels = SkipKernel.Panels;

        /// <summary>Counters that different cores change lie so far apart: two cache lines, which are fetched together.</summary>
        private const int Apart = 32;

        /// <summary>Looks at a counter before the system is asked whether others want the core; some microseconds.</summary>
        private const int Spins = 1000;

        private readonly ForwardPass _pass;
        private readonly int _workers;
        private readonly int[] _firstGroup;
        private readonly int[] _taken;
        private readonly int[] _left;
        private readonly NativeBuffer<float> _features;
        private readonly int _featureStride;
        private int _call;
        private long _last;
        private bool _isMissed;
        private bool _isLate;
        private volatile bool _isBroken;

        public RowWork(ForwardPass pass)
        {
            _pass = pass;
            LayerWeights[] layers = pass._network.Layers;
            _firstGroup = new int[layers.Length + 1];
            for (int l = 0; l < layers.Length; l++) _firstGroup[l + 1] = _firstGroup[l] + Groups(layers[l]);
            _workers = Math.Min(pass._network.Pool.Workers, layers.Max(Groups));
            _taken = new int[(_firstGroup[^1] + 1) * Apart];
            _left = new int[(layers.Length + 1) * Apart];
            _featureStride = (pass._network.Spec.Inputs + Apart - 1) / Apart * Apart;
            _features = new NativeBuffer<float>((long)pass._network.Pool.Workers * _featureStride);
        }

        /// <summary>Whether it pays for a network, and can be done.</summary>
        public static bool Fits(CpuNetwork network) => network.Pool.Workers > 1
            && network.Layers.Sum(layer => layer.Weight.Length) >= FewWeights
            && network.Layers.All(layer => Parts(layer.Inputs) == 1 && layer.Layer.Normalization.Kind == NormalizationKind.None)
            && network.Layers.Any(layer => Groups(layer) > 1);

        /// <summary>Runs the row, with the workers' help or alone.</summary>
        public void Run()
        {
            WorkerPool pool = _pass._network.Pool;
            bool helps = pool.ShortRuns.Enter(Stopwatch.GetTimestamp(), _last);
            try
            {
                if (helps) RunTogether(pool);
                else _pass.RunStretches(then: null);
            }
            finally
            {
                _last = Stopwatch.GetTimestamp();
                if (helps) pool.ShortRuns.Exit(_last, _isMissed, _isLate);
                else pool.ShortRuns.Exit();
            }
        }

        /// <inheritdoc/>
        public void Run(int part, int worker)
        {
            try
            {
                for (int l = 0; l < _pass._network.Layers.Length; l++)
                {
                    if (l > 0 && !Await(l - 1, worker)) return;
                    RunLayer(l, Inputs(l, worker), worker);
                }
            }
            catch
            {
                _isBroken = true; // or the others would wait for a group that never comes
                throw;
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _features.Dispose();

        /// <summary>The first group of a worker. A single group is the caller's: it has the least to wait for.</summary>
        private int First(int groups, int worker) => ((groups * worker) + _workers - 1) / _workers;

        private static int Groups(LayerWeights layer) => (layer.Panels + GroupPanels - 1) / GroupPanels;

        private void RunTogether(WorkerPool pool)
        {
            _call++;
            _isMissed = _isLate = _isBroken = false;
            for (int l = 0; l < _pass._network.Layers.Length; l++) _left[(l + 1) * Apart] = _firstGroup[l + 1] - _firstGroup[l];
            pool.Run(this, _workers);
        }

        /// <summary>The worker's own groups, then those that nobody has taken.</summary>
        private void RunLayer(int l, float* x, int worker)
        {
            int groups = _firstGroup[l + 1] - _firstGroup[l], own = worker % _workers;
            for (int turn = 0; turn < _workers; turn++)
            {
                int owner = (own + turn) % _workers;
                int first = First(groups, owner), count = First(groups, owner + 1) - first;
                for (int i = 0; i < count; i++)
                {
                    // To and fro: what was read last is still in the cache.
                    int group = first + ((_call & 1) == 0 ? i : count - 1 - i);
                    ref int taken = ref _taken[(_firstGroup[l] + group + 1) * Apart];
                    int call = Volatile.Read(ref taken);
                    if (call == _call || Interlocked.CompareExchange(ref taken, _call, call) != call) continue;
                    if (turn > 0 && l == 0) _isMissed = true;
                    RunGroup(l, group, x);
                    Interlocked.Decrement(ref _left[(l + 1) * Apart]);
                }
            }
        }

        private void RunGroup(int l, int group, float* x)
        {
            LayerWeights layer = _pass._network.Layers[l];
            int panel = group * GroupPanels, panels = Math.Min(GroupPanels, layer.Panels - panel), column = panel * layer.PanelWidth;
            float* sums = _pass._activations[l].Pointer + column;
            PanelProduct.RunRow(x, layer.Matrix(panel, panels), layer.Bias.Pointer + column, sums, layer.Inputs);
            ActivationKernel.Forward(layer.Layer.Activation, new Span<float>(sums, panels * layer.PanelWidth));
        }

        /// <summary>What a layer reads. Each worker makes floats of the features for itself: sooner than it would hear of another's.</summary>
        private float* Inputs(int l, int worker)
        {
            if (l > 0) return _pass.LayerOutput(l - 1);
            int inputs = _pass._network.Spec.Inputs;
            float* x = _features.Pointer + ((long)worker * _featureStride);
            RowGatherer.Copy(_pass._features, _pass._row, _pass._mirrored, 1, 0, inputs, x, inputs);
            return x;
        }

        /// <summary>Waits for a layer; false when it will not come.</summary>
        private bool Await(int l, int worker)
        {
            ref int left = ref _left[(l + 1) * Apart];
            for (int spins = 0; Volatile.Read(ref left) > 0; spins++)
            {
                if (_isBroken) return false;
                if (spins < Spins)
                {
                    Thread.SpinWait(1);
                    continue;
                }

                if (worker == 0) _isLate = true;
                Thread.Yield();
            }

            return true;
        }
    }
}
