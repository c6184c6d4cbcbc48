namespace Microsoft.ML.Runtime;

/// <summary>Opens channels for messages.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel for messages to the user.</summary>
    IChannel Start(string name);

    /// <summary>Opens a pipe for messages of any type.</summary>
    IPipe<TMessage> StartPipe<TMessage>(string name);
}
