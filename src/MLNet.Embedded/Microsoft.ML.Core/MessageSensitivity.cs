namespace Microsoft.ML.Runtime;

/// <summary>What the text of a message may reveal.</summary>
[Flags]
public enum MessageSensitivity
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values of the user's data.</summary>
    UserData = 0x1,

    /// <summary>Names of columns, numbers of slots.</summary>
    Schema = 0x2,

    /// <summary>Not known, so perhaps everything.</summary>
    Unknown = ~0,

    /// <summary>Everything.</summary>
    All = ~0,
}
