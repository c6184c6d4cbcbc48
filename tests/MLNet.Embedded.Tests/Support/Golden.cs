using System.Globalization;
using System.Text.Json;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Support;

/// <summary>Comparisons with figures recorded from the real ML.NET 5.0.0; see <see cref="GoldenFile"/>.</summary>
internal static class Golden
{
    /// <summary>Relative, for metrics in double; absolute near 0.</summary>
    public const double MetricTolerance = 1e-9;

    public static JsonElement Case(string file, string name) => GoldenFile.Case(file + ".json", name);

    public static IEnumerable<JsonElement> Cases(string file) => GoldenFile.Read(file + ".json").GetProperty("cases").EnumerateArray();

    public static IEnumerable<string> CaseNames(string file) => Cases(file).Select(c => c.GetProperty("name").GetString()!);

    /// <summary>Every case of a recording is reproduced, or left out by name; no other name is among these.</summary>
    public static void EveryCaseIsNamed(string file, IEnumerable<string> reproduced, IEnumerable<string> leftOut)
        => CollectionAssert.AreEquivalent(CaseNames(file).ToArray(), reproduced.Concat(leftOut).ToArray());

    /// <summary>A number, or one of the texts for what JSON cannot hold.</summary>
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    public static float Single(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? float.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetSingle();

    public static string[] Strings(JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetString()!)];

    public static void AreEqual(JsonElement expected, double actual, string what, double tolerance = MetricTolerance)
    {
        double wanted = Number(expected);
        if (double.IsNaN(wanted) || double.IsInfinity(wanted))
            Assert.AreEqual(wanted, actual, what);
        else
            Assert.AreEqual(wanted, actual, Math.Max(Math.Abs(wanted) * tolerance, 1e-12), what);
    }

    public static void AreEqual(JsonElement expected, IReadOnlyList<double> actual, string what)
    {
        Assert.HasCount(expected.GetArrayLength(), actual, what);
        for (int i = 0; i < actual.Count; i++)
            AreEqual(expected[i], actual[i], $"{what}[{i}]");
    }

    public static void AreEqual(JsonElement expected, ConfusionMatrix actual)
    {
        Assert.AreEqual(expected.GetProperty("NumberOfClasses").GetInt32(), actual.NumberOfClasses);
        AreEqual(expected.GetProperty("PerClassPrecision"), actual.PerClassPrecision, "PerClassPrecision");
        AreEqual(expected.GetProperty("PerClassRecall"), actual.PerClassRecall, "PerClassRecall");
        for (int i = 0; i < actual.NumberOfClasses; i++)
            AreEqual(expected.GetProperty("Counts")[i], actual.Counts[i], $"Counts[{i}]");
        Assert.AreEqual(expected.GetProperty("GetCountForClassPair_0_1").GetDouble(), actual.GetCountForClassPair(0, 1));
        Assert.AreEqual(expected.GetProperty("GetFormattedConfusionTable").GetString(), actual.GetFormattedConfusionTable().ReplaceLineEndings("\n"));
    }

    /// <summary>Type and parameter name of the outermost exception recorded.</summary>
    public static Exception Throws(JsonElement recorded, Action action)
    {
        JsonElement outermost = recorded.GetProperty("exception")[0];
        string type = outermost.GetProperty("type").GetString()!;
        try
        {
            action();
        }
        catch (Exception ex) when (ex is not AssertFailedException)
        {
            Assert.AreEqual(type, ex.GetType().FullName, ex.Message);
            Assert.AreEqual(outermost.GetProperty("param").GetString(), (ex as ArgumentException)?.ParamName, ex.Message);
            return ex;
        }
        throw new AssertFailedException($"No exception; ML.NET throws {type}: {outermost.GetProperty("message").GetString()}");
    }
}
