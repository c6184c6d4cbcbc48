namespace Microsoft.ML.Runtime;

/// <summary>Takes messages to the user; they arrive at <see cref="MLContext.Log"/>.</summary>
public interface IChannel : IPipe<ChannelMessage>
{
    /// <summary>Sends a message about the inner workings.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a message about the inner workings, formatted with <paramref name="args"/>.</summary>
    void Trace(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a message about an error.</summary>
    void Error(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a message about an error, formatted with <paramref name="args"/>.</summary>
    void Error(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends a warning.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends a warning, formatted with <paramref name="args"/>.</summary>
    void Warning(MessageSensitivity sensitivity, string fmt, params object[] args);

    /// <summary>Sends information.</summary>
    void Info(MessageSensitivity sensitivity, string fmt);

    /// <summary>Sends information, formatted with <paramref name="args"/>.</summary>
    void Info(MessageSensitivity sensitivity, string fmt, params object[] args);
}
