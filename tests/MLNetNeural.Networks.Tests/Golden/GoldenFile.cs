using System.Text.Json;

namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>Figures that PyTorch gave, kept beside the tests.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", name)));
        return json.RootElement.Clone();
    }

    /// <summary>A tensor's numbers, row after row. The file has decimal digits of float32 numbers: parsed as double, then cast.</summary>
    public static float[] Singles(this JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(value => (float)value.GetDouble())];

    public static int[] Integers(this JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(value => value.GetInt32())];

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    public static string Kind(this JsonElement element) => element.GetProperty("kind").GetString()!;

    public static float Single(this JsonElement element, string name) => (float)element.GetProperty(name).GetDouble();

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Integer(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
