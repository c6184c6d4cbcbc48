using System.Globalization;

namespace Microsoft.ML.Runtime;

/// <summary>A message to the user.</summary>
public readonly struct ChannelMessage
{
    /// <summary>What kind of message it is.</summary>
    public readonly ChannelMessageKind Kind;

    /// <summary>What the text may reveal.</summary>
    public readonly MessageSensitivity Sensitivity;

    private readonly string _format;
    private readonly object[]? _args;

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string message)
        : this(kind, sensitivity, message, null)
    {
    }

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string fmt, params object[]? args)
    {
        Kind = kind;
        Sensitivity = sensitivity;
        _format = fmt;
        _args = args;
    }

    /// <summary>The text.</summary>
    public string Message => _args is null ? _format : string.Format(CultureInfo.CurrentCulture, _format, _args);
}
