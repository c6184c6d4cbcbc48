using System.Text.Json;

namespace MLNetNeural.Tests.Images;

/// <summary>Small drawn images in many formats; see Golden/formats.py.</summary>
internal static class FormatImages
{
    public static FormatImage[] All { get; } = Read();

    public static FormatImage Named(string name) => All.Single(image => image.Name == name);

    private static FormatImage[] Read()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Images", "Golden", "formats.json")));
        return [.. golden.RootElement.GetProperty("images").EnumerateArray().Select(image => new FormatImage(
            image.GetProperty("name").GetString()!, image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32(),
            image.GetProperty("file").GetBytesFromBase64(), image.GetProperty("rgb").GetBytesFromBase64()))];
    }
}
