using System.Text.Json;

namespace MLNet.Embedded.Tests;

/// <summary>Behaviour recorded from ML.NET 5.0.0: the files in Golden/, whose cases bear names.</summary>
internal static class GoldenFile
{
    // The tolerance that the recordings name for Single outputs.
    private const double RelativeTolerance = 2e-6;
    private const double AbsoluteTolerance = 1e-7;

    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)));
        return document.RootElement.Clone();
    }

    public static JsonElement Case(string file, string name)
        => Read(file).GetProperty("cases").EnumerateArray().Single(recorded => recorded.GetProperty("name").GetString() == name);

    /// <summary>Runs what a case describes, and compares: the result, or type and parameter of the exception.</summary>
    public static void Check(JsonElement recorded, Func<object?> run)
    {
        string name = recorded.TryGetProperty("name", out JsonElement named) ? named.GetString()! : "";
        if (recorded.TryGetProperty("exception", out JsonElement exceptions))
        {
            JsonElement outermost = exceptions[0];
            Exception? thrown = null;
            try
            {
                run();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
            Assert.AreEqual(outermost.GetProperty("type").GetString(), thrown?.GetType().FullName, $"{name}: {thrown}");
            Assert.AreEqual(outermost.GetProperty("param").GetString(), (thrown as ArgumentException)?.ParamName, $"{name}: {thrown}");
            return;
        }
        AssertSame(recorded.GetProperty("result"), run(), name);
    }

    /// <summary>Compares a recorded value with a computed one; numbers within the recordings' tolerance.</summary>
    public static void AssertSame(JsonElement expected, object? actual, string where)
        => AssertSame(expected, JsonSerializer.SerializeToElement(actual), where);

    private static void AssertSame(JsonElement expected, JsonElement actual, string where)
    {
        string shown = $"{where}: expected {expected}, got {actual}";
        Assert.AreEqual(expected.ValueKind, actual.ValueKind, shown);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                CollectionAssert.AreEquivalent(
                    expected.EnumerateObject().Select(member => member.Name).ToArray(),
                    actual.EnumerateObject().Select(member => member.Name).ToArray(),
                    shown);
                foreach (JsonProperty member in expected.EnumerateObject())
                {
                    AssertSame(member.Value, actual.GetProperty(member.Name), $"{where}.{member.Name}");
                }
                break;
            case JsonValueKind.Array:
                Assert.AreEqual(expected.GetArrayLength(), actual.GetArrayLength(), shown);
                for (int i = 0; i < expected.GetArrayLength(); i++)
                {
                    AssertSame(expected[i], actual[i], $"{where}[{i}]");
                }
                break;
            case JsonValueKind.Number:
                double wanted = expected.GetDouble();
                Assert.AreEqual(wanted, actual.GetDouble(), Math.Max(AbsoluteTolerance, Math.Abs(wanted) * RelativeTolerance), shown);
                break;
            case JsonValueKind.String:
                Assert.AreEqual(expected.GetString(), actual.GetString(), shown);
                break;
        }
    }
}
