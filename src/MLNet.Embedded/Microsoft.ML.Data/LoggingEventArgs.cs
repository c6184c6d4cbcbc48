using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of <see cref="MLContext.Log"/>.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>A message of unknown kind and source.</summary>
    public LoggingEventArgs(string message)
    {
        Message = message;
        RawMessage = message;
        Source = "";
    }

    /// <summary>A message of this kind and source.</summary>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>Source, kind and text.</summary>
    public string Message { get; }

    /// <summary>The kind.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>Names of the component and its channel, with "; " between.</summary>
    public string Source { get; }

    /// <summary>The text alone.</summary>
    public string RawMessage { get; }
}
