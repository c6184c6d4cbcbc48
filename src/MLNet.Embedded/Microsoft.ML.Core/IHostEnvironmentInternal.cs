namespace Microsoft.ML.Runtime;

/// <summary>What components of this library ask of their environment besides.</summary>
internal interface IHostEnvironmentInternal : IHostEnvironment
{
    /// <summary>The seed the context was made with.</summary>
    int? Seed { get; }

    /// <summary>Folder for temporary files.</summary>
    string TempFilePath { get; set; }

    /// <summary>Whether to compute on the processor when there is no graphics card.</summary>
    bool FallbackToCpu { get; set; }

    /// <summary>The graphics card to compute on; null: the processor.</summary>
    int? GpuDeviceId { get; set; }
}
