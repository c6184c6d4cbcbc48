namespace WeatherImages;

/// <summary>What the recipe can be told beside the options that all examples have.</summary>
internal sealed record WeatherOptions
{
    /// <summary>Folder with train/ and test/; null to draw a set.</summary>
    public string? Data { get; init; }

    /// <summary>1, 2 or 3; see <see cref="WeatherNetworks"/>.</summary>
    public int Network { get; init; } = 3;

    public int Epochs { get; init; } = 20;

    public int Batch { get; init; } = 64;

    /// <summary>Width and height to which every image is resized.</summary>
    public int ImageSize { get; init; } = 256;

    /// <summary>How many images of each class are drawn for training and for testing when there are no data.</summary>
    public (int Train, int Test) Drawn { get; init; } = (60, 20);
}
