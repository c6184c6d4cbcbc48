using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data.Text;

/// <summary>Text is read and written as ML.NET reads and writes it: every recorded case.</summary>
[TestClass]
[TestCategory("GoldenMLNet")]
public class TextLoaderGoldenTests
{
    private const string Recording = "textloader";
    private const string SaveCase = "SaveAsText";
    private const char Separator = ',';

    // What classes the recorded descriptions mean.
    private static readonly Dictionary<string, Func<MLContext, string, char, bool, bool, IDataView>> TypedLoads = new()
    {
        ["typed"] = (ml, path, separator, header, quoting) => ml.Data.LoadFromTextFile<Everything>(path, separator, header, quoting),
        ["typed-ColumnName-and-array-range"] = (ml, path, separator, header, quoting) => ml.Data.LoadFromTextFile<Renamed>(path, separator, header, quoting),
        ["typed-member-without-LoadColumn"] = (ml, path, separator, header, quoting) => ml.Data.LoadFromTextFile<NotAllLoaded>(path, separator, header, quoting),
        ["typed-LoadColumn-indexes"] = (ml, path, separator, header, quoting) => ml.Data.LoadFromTextFile<Picked>(path, separator, header, quoting),
    };

    public static IEnumerable<object[]> Loads => Golden.CaseNames(Recording).Where(name => name != SaveCase).Select(name => new object[] { name });

    public static IEnumerable<object[]> Saves => Enumerable.Range(0, Golden.Case(Recording, SaveCase).GetProperty("saved").GetArrayLength())
        .Select(index => new object[] { index });

    [TestMethod]
    [DynamicData(nameof(Loads))]
    public void Text_is_read_as_recorded(string name)
    {
        JsonElement recorded = Golden.Case(Recording, name);
        using TextFile file = new(recorded.GetProperty("text").GetString()!);
        MLContext ml = new(seed: 1);
        List<string> warnings = [];
        ml.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(message.Message.Replace(file.Path, "<path>"));
        };

        if (recorded.TryGetProperty("exception", out _))
        {
            Exception error = Golden.Throws(recorded, () => ReadAll(Load(ml, file.Path, recorded)));
            Assert.AreEqual(recorded.GetProperty("exception")[0].GetProperty("message").GetString(), error.Message);
            return;
        }
        IDataView view = Load(ml, file.Path, recorded);
        JsonElement result = recorded.GetProperty("result");
        CollectionAssert.AreEqual(result.EnumerateObject().Select(column => column.Name).ToArray(), view.Schema.Select(column => column.Name).ToArray());
        foreach (JsonProperty column in result.EnumerateObject())
            Columns.AreEqual(column.Value, view, column.Name);
        string[] recordedWarnings = recorded.TryGetProperty("warnings", out JsonElement expected) ? Golden.Strings(expected) : [];
        CollectionAssert.AreEqual(recordedWarnings, warnings.Distinct().ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Saves))]
    public void Text_is_written_as_recorded(int index)
    {
        JsonElement recorded = Golden.Case(Recording, SaveCase).GetProperty("saved")[index];
        using TextFile file = new("a,1,2,3\n\"q,\"\"x\",,5,\n");
        MLContext ml = new(seed: 1);
        TextLoader.Column[] columns = [new("S", DataKind.String, 0), new("A", DataKind.Single, 1), new("V", DataKind.Single, 2, 3)];
        IDataView view = ml.Data.LoadFromTextFile(file.Path, columns, Separator, allowQuoting: true);

        using MemoryStream saved = new();
        ml.Data.SaveAsText(
            view, saved, recorded.GetProperty("separatorChar").GetString()![0], recorded.GetProperty("headerRow").GetBoolean(),
            recorded.GetProperty("schema").GetBoolean());

        Assert.AreEqual(recorded.GetProperty("text").GetString(), System.Text.Encoding.UTF8.GetString(saved.ToArray()).ReplaceLineEndings("\n"));
    }

    private static void ReadAll(IDataView view)
    {
        foreach (DataViewSchema.Column column in view.Schema)
            Columns.Read(view, column.Name);
    }

    private static IDataView Load(MLContext ml, string path, JsonElement recorded)
    {
        string name = recorded.GetProperty("name").GetString()!;
        if (TypedLoads.TryGetValue(name, out Func<MLContext, string, char, bool, bool, IDataView>? load))
        {
            return load(
                ml, path, recorded.GetProperty("separatorChar").GetString()![0], recorded.GetProperty("hasHeader").GetBoolean(),
                recorded.GetProperty("allowQuoting").GetBoolean());
        }
        TextLoader.Options options = new()
        {
            UseThreads = false,
            Columns = [.. recorded.GetProperty("columns").EnumerateArray().Select(column => Column(column, name))],
        };
        if (recorded.TryGetProperty("options", out JsonElement given))
        {
            foreach (JsonProperty option in given.EnumerateObject())
                Set(options, option.Name, option.Value);
        }
        return ml.Data.LoadFromTextFile(path, options);
    }

    private static TextLoader.Column Column(JsonElement column, string caseName) => new(
        column.GetProperty("name").GetString()!,
        Enum.Parse<DataKind>(column.GetProperty("kind").GetString()!),
        [.. Golden.Strings(column.GetProperty("source")).Select(Range)],
        // As the note of that case says.
        caseName == "key-column" && column.GetProperty("name").GetString() == "K" ? new KeyCount(3) : null);

    private static TextLoader.Range Range(string text)
    {
        string[] ends = text.Split('-');
        return ends.Length == 1 ? new(int.Parse(text)) : new(int.Parse(ends[0]), ends[1] == "end" ? null : int.Parse(ends[1]));
    }

    private static void Set(TextLoader.Options options, string name, JsonElement value)
    {
        switch (name)
        {
            case "Separators": options.Separators = value.GetString() == "\\t and space" ? ['\t', ' '] : value.GetString()!.ToCharArray(); break;
            case "AllowQuoting": options.AllowQuoting = value.GetBoolean(); break;
            case "AllowSparse": options.AllowSparse = value.GetBoolean(); break;
            case "HasHeader": options.HasHeader = value.GetBoolean(); break;
            case "TrimWhitespace": options.TrimWhitespace = value.GetBoolean(); break;
            case "MissingRealsAsNaNs": options.MissingRealsAsNaNs = value.GetBoolean(); break;
            case "ReadMultilines": options.ReadMultilines = value.GetBoolean(); break;
            case "EscapeChar": options.EscapeChar = value.GetString()![0]; break;
            case "DecimalMarker": options.DecimalMarker = value.GetString()![0]; break;
            case "MaxRows": options.MaxRows = value.GetInt64(); break;
            default: throw new AssertFailedException($"The recording sets an option '{name}' that this test does not know.");
        }
    }

#pragma warning disable CS0649
    private sealed class Everything
    {
        [LoadColumn(0)]
        public string Name = "";

        [LoadColumn(1)]
        public float X;

        [LoadColumn(2, 3)]
        [VectorType(2)]
        public float[] V = [];

        [LoadColumn(4)]
        public bool Flag;

        [LoadColumn(5)]
        public int N;
    }

    private sealed class Renamed
    {
        [LoadColumn(0)]
        [ColumnName("Label")]
        public float L;

        [LoadColumn(1, 3)]
        public float[] F = [];
    }

    private sealed class NotAllLoaded
    {
        [LoadColumn(0)]
        public string A = "";

        public string NotLoaded = "";
    }

    private sealed class Picked
    {
        [LoadColumn([2, 0])]
        public float[] P = [];
    }
#pragma warning restore CS0649
}
