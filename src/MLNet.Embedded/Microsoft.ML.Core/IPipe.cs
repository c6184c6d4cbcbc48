namespace Microsoft.ML.Runtime;

/// <summary>Takes messages; dispose it at the end.</summary>
public interface IPipe<TMessage> : IDisposable, IExceptionContext
{
    /// <summary>Sends <paramref name="msg"/> to whoever listens.</summary>
    void Send(TMessage msg);
}
