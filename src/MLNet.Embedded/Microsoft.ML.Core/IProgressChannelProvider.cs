namespace Microsoft.ML.Runtime;

/// <summary>Opens channels for progress.</summary>
public interface IProgressChannelProvider
{
    /// <summary>Opens a channel for the progress of the work called <paramref name="name"/>.</summary>
    IProgressChannel StartProgressChannel(string name);
}
