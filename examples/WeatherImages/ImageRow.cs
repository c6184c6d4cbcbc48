namespace WeatherImages;

/// <summary>An image as a prediction engine takes it.</summary>
internal sealed class ImageRow
{
    /// <summary>The file.</summary>
    public string ImagePath { get; set; } = "";

    /// <summary>The class, where it is known; scoring does not look at it.</summary>
    public string Label { get; set; } = "";
}
