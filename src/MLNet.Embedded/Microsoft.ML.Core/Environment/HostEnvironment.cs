using Microsoft.ML.Runtime;

namespace Microsoft.ML.Internal;

/// <summary>The environment of a context (no name) or of a component (the names of its owners before its own).</summary>
internal sealed class HostEnvironment : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly EnvironmentState _state;
    private readonly string _source;

    public HostEnvironment(int? seed, Action<ChannelMessage, string> log)
        : this(new(seed, log), "", seed is { } given ? new Random(given) : new Random())
    {
    }

    private HostEnvironment(EnvironmentState state, string source, Random rand)
    {
        _state = state;
        _source = source;
        Rand = rand;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog => _state.ComponentCatalog;

    public string ContextDescription => _source.Length == 0 ? nameof(MLContext) : _source;

    public int? Seed => _state.Seed;

    public string TempFilePath
    {
        get => _state.TempFilePath;
        set => _state.TempFilePath = value;
    }

    public bool FallbackToCpu
    {
        get => _state.FallbackToCpu;
        set => _state.FallbackToCpu = value;
    }

    public int? GpuDeviceId
    {
        get => _state.GpuDeviceId;
        set => _state.GpuDeviceId = value;
    }

    public bool IsCanceled => _state.IsCanceled;

    public void CancelExecution() => _state.IsCanceled = true;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_state.Lock)
        {
            return new HostEnvironment(_state, SourceOf(name), new Random(seed ?? Rand.Next()));
        }
    }

    public IChannel Start(string name) => new Channel(_state, SourceOf(name));

    public IPipe<TMessage> StartPipe<TMessage>(string name)
        => typeof(TMessage) == typeof(ChannelMessage) ? (IPipe<TMessage>)Start(name) : new SilentPipe<TMessage>(SourceOf(name));

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception
        => Marked.Mark(ex);

    private string SourceOf(string name) => _source.Length == 0 ? name : $"{_source}; {name}";
}
