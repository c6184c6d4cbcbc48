using Microsoft.ML.Runtime;

namespace Microsoft.ML.Internal;

/// <summary>A pipe for messages that no one listens to: only channel messages reach the log.</summary>
internal sealed class SilentPipe<TMessage>(string source) : IPipe<TMessage>
{
    public string ContextDescription => source;

    public TException Process<TException>(TException ex)
        where TException : Exception
        => Marked.Mark(ex);

    public void Send(TMessage msg)
    {
    }

    public void Dispose()
    {
    }
}
