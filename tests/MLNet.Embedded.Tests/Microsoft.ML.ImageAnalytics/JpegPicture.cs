using System.Text.Json;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>A small drawn JPEG; see Golden/jpegs.py.</summary>
/// <param name="Kind">What is special about it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="File">Its encoded bytes.</param>
/// <param name="Rgb">The pixels that Pillow makes of it: red, green, blue.</param>
internal sealed record JpegPicture(string Kind, int Width, int Height, byte[] File, byte[] Rgb)
{
    public static JpegPicture[] All { get; } = Read();

    public static IEnumerable<JpegPicture> OfKind(string kind) => All.Where(picture => picture.Kind == kind);

    /// <summary>A name for messages.</summary>
    public override string ToString() => $"{Kind}, {Width} x {Height}";

    private static JpegPicture[] Read()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.ImageAnalytics", "Golden", "jpegs.json");
        using var golden = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        return [.. golden.RootElement.GetProperty("pictures").EnumerateArray().Select(picture => new JpegPicture(
            picture.GetProperty("kind").GetString()!, picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32(),
            picture.GetProperty("file").GetBytesFromBase64(), picture.GetProperty("rgb").GetBytesFromBase64()))];
    }
}
