using System.Text.Json;

namespace MLNetNeural.Tests.Images;

/// <summary>Small drawn pictures in many formats; see Golden/formats.py.</summary>
internal static class FormatPictures
{
    public static FormatPicture[] All { get; } = Read();

    public static FormatPicture Named(string name) => All.Single(picture => picture.Name == name);

    private static FormatPicture[] Read()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Images", "Golden", "formats.json")));
        return [.. golden.RootElement.GetProperty("pictures").EnumerateArray().Select(picture => new FormatPicture(
            picture.GetProperty("name").GetString()!, picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32(),
            picture.GetProperty("file").GetBytesFromBase64(), picture.GetProperty("rgb").GetBytesFromBase64()))];
    }
}
