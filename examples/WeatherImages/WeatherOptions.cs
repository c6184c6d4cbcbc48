namespace WeatherImages;

/// <summary>What the recipe can be told.</summary>
internal sealed record WeatherOptions
{
    /// <summary>Folder with train/ and test/; null to draw a set.</summary>
    public string? Data { get; init; }

    /// <summary>1, 2 or 3; see <see cref="WeatherNetworks"/>.</summary>
    public int Network { get; init; } = 3;

    public int Epochs { get; init; } = 20;

    public int Batch { get; init; } = 64;

    public int Seed { get; init; } = 1;

    /// <summary>Folder for everything that is written.</summary>
    public required string Output { get; init; }

    /// <summary>The report to write; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Port of the page that shows training while it runs, 0 for any; null for none.</summary>
    public int? LivePort { get; init; }

    /// <summary>Folder for the runs that TensorBoard shows; null for none.</summary>
    public string? TensorBoard { get; init; }

    /// <summary>Width and height to which every image is resized.</summary>
    public int ImageSize { get; init; } = 256;

    /// <summary>How many images of each class are drawn for training and for testing when there are no data.</summary>
    public (int Train, int Test) Drawn { get; init; } = (60, 20);
}
