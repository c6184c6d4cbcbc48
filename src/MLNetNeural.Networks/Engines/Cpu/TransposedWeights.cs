using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Engines.Threading;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>The weights of all layers but the first as the product with Wᵀ reads them: panels of inputs, each with one row a unit.</summary>
internal sealed unsafe class TransposedWeights : IParallelWork, IDisposable
{
    /// <summary>Weights that one thread transposes sooner than a second one has begun.</summary>
    private const int Few = 32768;

    private readonly CpuNetwork _network;
    private readonly NativeBuffer<float>[] _weights;
    private readonly (int Layer, int Panel)[] _panels;
    private readonly bool _isLarge;

    public TransposedWeights(CpuNetwork network)
    {
        _network = network;
        _weights = [.. network.Layers.Select((layer, l) => new NativeBuffer<float>(l == 0 ? 0 : (long)Below(l).Stride * layer.Units))];
        _panels = [.. network.Layers.SelectMany((_, l) => Enumerable.Range(0, l == 0 ? 0 : Below(l).Panels).Select(panel => (l, panel)))];
        _isLarge = _weights.Sum(weights => weights.Length) > Few;
    }

    /// <summary>Some panels of inputs as a matrix, (units, inputs).</summary>
    public PanelProduct.Panels Matrix(int l, int firstPanel, int panels)
        => new((nint)Panel(l, firstPanel, 0), Below(l).PanelWidth, Below(l).PanelWidth, (nint)_network.Layers[l].Units * Below(l).PanelWidth, panels);

    /// <summary>Takes over the weights as they are now.</summary>
    public void Update()
    {
        if (_isLarge)
        {
            _network.Pool.Run(this, _panels.Length);
            return;
        }

        for (int part = 0; part < _panels.Length; part++) Run(part, 0);
    }

    /// <summary>Transposes the weights of a panel of inputs.</summary>
    public void Run(int part, int worker)
    {
        (int l, int panel) = _panels[part];
        LayerWeights layer = _network.Layers[l];
        int width = Below(l).PanelWidth, start = panel * width, inputs = Math.Min(width, layer.Inputs - start); // padding stays 0
        for (int u = 0; u < layer.Units; u += layer.PanelWidth)
        {
            TransposeKernel.Transpose(
                layer.Panel(u / layer.PanelWidth, start), layer.PanelWidth, inputs, Math.Min(layer.PanelWidth, layer.Units - u), Panel(l, panel, u), width);
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer<float> weights in _weights) weights.Dispose();
    }

    /// <summary>The weights of a panel of inputs from a unit on, (units, width of the panels of the layer below).</summary>
    private float* Panel(int l, int panel, int unit) => _weights[l].Pointer + ((((long)panel * _network.Layers[l].Units) + unit) * Below(l).PanelWidth);

    private LayerWeights Below(int l) => _network.Layers[l - 1];
}
