namespace Microsoft.ML.Runtime;

/// <summary>Kinds of messages.</summary>
public enum ChannelMessageKind
{
    /// <summary>About the inner workings.</summary>
    Trace = 0,

    /// <summary>Information.</summary>
    Info = 1,

    /// <summary>Something is odd.</summary>
    Warning = 2,

    /// <summary>Something went wrong.</summary>
    Error = 3,
}
