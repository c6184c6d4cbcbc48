using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The place where work begins: catalogs of operations, one seed, one log.</summary>
public sealed class MLContext
    : IHostEnvironment, IChannelProvider, IExceptionContext, IProgressChannelProvider, IHostEnvironmentInternal, ICancelable
{
    private readonly HostEnvironment _environment;

    /// <summary>A context whose random numbers follow from <paramref name="seed"/>; null: from chance.</summary>
    public MLContext(int? seed = null)
    {
        _environment = new(seed, RaiseLog);
        Data = new(_environment);
        Model = new(_environment);
        Transforms = new(_environment);
        MulticlassClassification = new(_environment);
        BinaryClassification = new(_environment);
        Regression = new(_environment);
    }

    /// <summary>Raised for every message, on the thread that sends it.</summary>
    public event EventHandler<LoggingEventArgs>? Log;

    /// <summary>Loading, saving, filtering and splitting of data.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>Saving, loading and using of models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>Transforms of data.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>Classification into two or more classes.</summary>
    public MulticlassClassificationCatalog MulticlassClassification { get; }

    /// <summary>Classification into two classes.</summary>
    public BinaryClassificationCatalog BinaryClassification { get; }

    /// <summary>Prediction of numbers.</summary>
    public RegressionCatalog Regression { get; }

    /// <summary>The classes that models are loaded with.</summary>
    public ComponentCatalog ComponentCatalog => _environment.ComponentCatalog;

    /// <summary>Folder for temporary files. Default: the system's.</summary>
    public string TempFilePath
    {
        get => _environment.TempFilePath;
        set => _environment.TempFilePath = value;
    }

    /// <summary>Whether to compute on the processor when there is no graphics card. Default: false.</summary>
    public bool FallbackToCpu
    {
        get => _environment.FallbackToCpu;
        set => _environment.FallbackToCpu = value;
    }

    /// <summary>The graphics card to compute on; null, the default: the processor.</summary>
    public int? GpuDeviceId
    {
        get => _environment.GpuDeviceId;
        set => _environment.GpuDeviceId = value;
    }

    int? IHostEnvironmentInternal.Seed => _environment.Seed;

    string IExceptionContext.ContextDescription => _environment.ContextDescription;

    bool ICancelable.IsCanceled => _environment.IsCanceled;

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _environment.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _environment.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => _environment.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => _environment.StartProgressChannel(name);

    TException IExceptionContext.Process<TException>(TException ex) => _environment.Process(ex);

    void ICancelable.CancelExecution() => _environment.CancelExecution();

    private void RaiseLog(ChannelMessage message, string source)
        => Log?.Invoke(this, new(message.Message, message.Kind, source));
}
