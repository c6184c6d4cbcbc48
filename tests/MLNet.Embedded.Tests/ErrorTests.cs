using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests;

/// <summary>Misuse gives the exceptions that ML.NET gives: same type, same parameter.</summary>
[TestClass]
public sealed class ErrorTests
{
    private const string RecordingFile = "errors";
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly Dictionary<string, Func<object?>> Cases = new()
    {
        ["transform: array longer than its VectorType"] = () => Concatenated([1, 2, 3]).GetColumn<float[]>("F").ToArray(),
        ["transform: array null with VectorType(2)"] = () => Concatenated(null).GetColumn<float[]>("F").ToArray(),
        ["prediction engine: array of other length"] = () => Ml.Model.CreatePredictionEngine<TwoValues, FourValues>(Twice.Fit(Vectors([1, 2]))).Predict(new TwoValues { V = [1, 2, 3] }),
        ["prediction engine: output member of a wrong type"] = () => Engine<Row, WrongA>(),
        ["prediction engine: output member without a column, ignoreMissingColumns true (default)"]
            = () => Engine<Row, WithNope>().Predict(new Row()).Nope,
        ["prediction engine: output member without a column, ignoreMissingColumns false"]
            = () => Ml.Model.CreatePredictionEngine<Row, WithNope>(Identity, ignoreMissingColumns: false),
        ["prediction engine: null input"] = () => Engine<Row, Row>().Predict(null!),
        ["prediction engine: null transformer"] = () => Ml.Model.CreatePredictionEngine<Row, Row>(null!),
        ["CreateEnumerable: member without a column"] = () => Ml.Data.CreateEnumerable<WithNope>(Rows, false).Count(),
        ["CreateEnumerable: member without a column, ignoreMissingColumns true"]
            = () => Ml.Data.CreateEnumerable<WithNope>(Rows, false, ignoreMissingColumns: true).First().Nope,
        ["CreateEnumerable: wrong type"] = () => Ml.Data.CreateEnumerable<WrongA>(Rows, false).Count(),
        ["GetColumn: missing"] = () => Rows.GetColumn<float>("Nope").Count(),
        ["GetColumn: wrong type"] = () => Rows.GetColumn<int>("A").Count(),
        ["schema indexer: missing column"] = () => Rows.Schema["Nope"],
        ["GetColumnOrNull: missing column"] = () => Rows.Schema.GetColumnOrNull("Nope") is null,
        ["cursor: getter of an inactive column"] = () => Cursor("A").GetGetter<float>(Rows.Schema["B"]),
        ["cursor: getter of a wrong type"] = () => Cursor("A").GetGetter<int>(Rows.Schema["A"]),
        ["cursor: value before MoveNext"] = () => Value(Cursor("A")),
        ["cursor: value after the end"] = () =>
        {
            DataViewRowCursor cursor = Cursor("A");
            while (cursor.MoveNext())
            {
            }
            return Value(cursor);
        },
        ["cursor: column of another schema"] = () => Cursor("A").GetGetter<float>(Many.Schema[3]),
        ["annotations: missing kind"] = () =>
        {
            float value = 0;
            Rows.Schema["A"].Annotations.GetValue("Nope", ref value);
            return value;
        },
        ["GetSlotNames: none"] = () =>
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            Rows.Schema["A"].GetSlotNames(ref names);
            return names.Length;
        },
        ["GetKeyValues: none"] = () =>
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            Rows.Schema["A"].GetKeyValues(ref values);
            return values.Length;
        },
        ["LoadFromEnumerable: null"] = () => Ml.Data.LoadFromEnumerable<Row>(null!),
        ["LoadFromEnumerable: member of type object"] = () => Ml.Data.LoadFromEnumerable(new One<object>[1]),
        ["LoadFromEnumerable: member of type decimal"] = () => Ml.Data.LoadFromEnumerable(new One<decimal>[1]),
        ["LoadFromEnumerable: class without members"] = () => Ml.Data.LoadFromEnumerable(new NoMembers[1]).Schema.Count,
        ["LoadFromEnumerable: KeyType on int"] = () => Ml.Data.LoadFromEnumerable(new KeyOfInt[1]),
        ["LoadFromEnumerable: VectorType on a scalar"] = () => Ml.Data.LoadFromEnumerable(new VectorOfScalar[1]),
        ["LoadFromEnumerable: array without VectorType"] = () => Ml.Data.LoadFromEnumerable(new One<float[]>[1]).Schema[0].Type.ToString(),
        ["LoadFromEnumerable: class without default constructor"]
            = () => Ml.Data.LoadFromEnumerable(new[] { new NeedsArgument(1) }).GetColumn<float>("X").Count(),
        ["LoadFromEnumerable: null element"] = () => Ml.Data.LoadFromEnumerable(new[] { new Row(), null! }).GetColumn<float>("A").Count(),
        ["transform: input column missing"] = () => Joined.Fit(Pair).Transform(Ml.Data.LoadFromEnumerable(new OnlyA[1])),
        ["transform: wrong input type"] = () => Joined.Fit(Pair).Transform(Ml.Data.LoadFromEnumerable(new TextB[1])),
        ["prediction engine: input class without a needed column"] = () => Ml.Model.CreatePredictionEngine<OnlyA, ModelInput>(Joined.Fit(Pair)),
        ["prediction engine: input class with a wrong type"] = () => Ml.Model.CreatePredictionEngine<TextB, ModelInput>(Joined.Fit(Pair)),
        ["MapValueToKey: input missing"] = () => Ml.Transforms.Conversion.MapValueToKey("K", "Nope").Fit(Rows),
        ["AppendCacheCheckpoint on an empty chain"] = () => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(Ml),
        ["evaluate: score column missing"] = () => Ml.MulticlassClassification.Evaluate(Scored(score: "Other")),
        ["evaluate: label column missing"] = () => Ml.MulticlassClassification.Evaluate(Scored(label: "Other")),
        ["evaluate: predicted label missing"] = () => Ml.MulticlassClassification.Evaluate(Scored(predicted: "Other")),
        ["evaluate: text label"] = () => Ml.MulticlassClassification.Evaluate(Scored(label: "Other").AddText("Label", "a", "b", "c")),
        ["evaluate: predicted label mapped to text"] = () => Ml.MulticlassClassification.Evaluate(Scored()).MicroAccuracy,
        ["regression evaluate on multiclass scores"] = () => Ml.Regression.Evaluate(Scored()),
        ["binary evaluate on multiclass scores"] = () => Ml.BinaryClassification.Evaluate(Scored()),
        ["cross-validate: 1 fold"] = () => Ml.MulticlassClassification.CrossValidate(Scored(), Joined, numberOfFolds: 1),
        ["empty EstimatorChain.Fit"] = () => new EstimatorChain<ITransformer>().Fit(Rows).Count(),
        ["EstimatorChain.Append null"] = () => new EstimatorChain<ITransformer>().Append<ITransformer>(null!),
        ["load: file missing"] = () => Ml.Model.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), out _),
        ["load: empty file"] = () => Load([]),
        ["load: not a zip"] = () => Load(Encoding.UTF8.GetBytes(new string('x', 1000))),
        ["load: truncated zip"] = () => Load(Saved(Model)[..(Saved(Model).Length / 2)]),
        ["load: a zip of something else"] = () => Load(Edit(null, zip => zip.CreateEntry("other.txt"))),
        ["load: model stream damaged"] = () => Load(EditPart(bytes => bytes[3] ^= 0xFF)),
        ["load: model stream cut"] = () => Load(EditAndCutPart(bytes => bytes.Length / 2)),
        ["load: loader class not registered"] = () => new MLContext().Model.Load(new MemoryStream(Saved(Model)), out _),
        ["load: loader class not registered, transformer saved alone"]
            = () => new MLContext().Model.Load(new MemoryStream(Saved(new ScaleTransformer("A", "Y", [2]))), out _),
        ["load: loader assembly not found"] = () => Load(Saved(new SavedBy("NoSuchAssembly"))),
        ["save: custom mapping without a contract name"] = () => Saved(Ml.Transforms.CustomMapping<Row, Row>(Copy, null).Fit(Rows)),
        ["load: custom mapping contract not in its assembly"]
            = () => Load(Saved(Ml.Transforms.CustomMapping<Row, Row>(Copy, "no-such-contract").Fit(Rows))),
        ["save: null model"] = () => Load(Saved(null)),
        ["save and load: null schema"] = () =>
        {
            using MemoryStream stream = new();
            Ml.Model.Save(Model, null, stream);
            Registered().Model.Load(stream, out DataViewSchema? schema);
            return schema is null ? "schema null" : "a schema";
        },
        ["loaded model: type and input schema"] = () =>
        {
            ITransformer loaded = Registered().Model.Load(new MemoryStream(Saved(Model)), out DataViewSchema schema);
            return new
            {
                type = loaded.GetType().ToString(),
                inputSchema = schema.Select(column => new { name = column.Name, type = column.Type.ToString() }),
            };
        },
        ["MapValueToKey: input missing"] = () => Ml.Transforms.Conversion.MapValueToKey("K", "Nope").Fit(Rows),
        ["MapKeyToValue: input not a key"] = () => Ml.Transforms.Conversion.MapKeyToValue("V", "A").Fit(Rows),
        ["MapKeyToValue: key without key values"] = () => Ml.Transforms.Conversion.MapKeyToValue("V", "M").Fit(Of<KeyOfUInt>()),
        ["NormalizeMinMax: text column"] = () => Ml.Transforms.NormalizeMinMax("Y", "M").Fit(Of<One<string>>()),
        ["NormalizeMinMax: Int32 column"] = () => Ml.Transforms.NormalizeMinMax("Y", "M").Fit(Of<One<int>>()),
        ["LoadWithDataLoader on a model saved with a schema"]
            = () => Registered().Model.LoadWithDataLoader(new MemoryStream(Saved(Model)), out _),
        ["MLContext.Data.LoadFromTextFile: missing file"]
            = () => Ml.Data.LoadFromTextFile(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())),
        ["CreateTextLoader: no columns"] = () => Ml.Data.CreateTextLoader(new TextLoader.Options()),
        ["new KeyDataViewType count 0"] = () => new KeyDataViewType(typeof(uint), 0UL),
        ["new KeyDataViewType int"] = () => new KeyDataViewType(typeof(int), 3),
        ["new VectorDataViewType negative size"] = () => new VectorDataViewType(NumberDataViewType.Single, -1),
    };

    // Cases of members that are tested elsewhere or not there yet.
    private static readonly string[] LeftOut =
    [
        "fit: features column missing", "fit: label column missing", "fit: label not a key (text)", "fit: features not Single vector (text)",
        "fit: features a scalar Single", "fit: variable-size features", "fit: no rows", "fit: all labels missing", "fit: all features NaN",
        "fit: one class only", "regression fit: no rows", "regression fit: label missing column", "regression fit: text label",
        "binary fit: text label", "regression fit: all labels NaN",
        "transform: other vector size", "transform: variable-size vector",
        // A NullReferenceException there; here null data are named as such.
        "fit: null data",
    ];

    public static IEnumerable<object[]> Recorded => Cases.Keys.Select(name => new object[] { name });

    private static IDataView Rows => Ml.Data.LoadFromEnumerable(new[] { new Row(), new Row() });

    private static void Copy(Row from, Row to) => to.A = from.A;

    private static IDataView Of<T>()
        where T : class
        => Ml.Data.LoadFromEnumerable(Array.Empty<T>());

    private static IDataView Many => Ml.Data.LoadFromEnumerable(new TenColumns[1]);

    private static ITransformer Identity => new TransformerChain<ITransformer>();

    private static ITransformer Model => new TransformerChain<ITransformer>(new ScaleTransformer("A", "Y", [2]));

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(Recorded))]
    public void Misuse_is_answered_as_recorded(string name)
        => GoldenFile.Check(Golden.Case(RecordingFile, name), Cases[name]);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_case_is_run_or_left_out_by_name()
        => Golden.EveryCaseIsNamed(RecordingFile, Cases.Keys, LeftOut);

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_newer_format_of_a_part_is_named_as_such()
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => Load(EditPart(bytes => bytes[0x0C] = 9, "TransformerChain/Model.key")));

        StringAssert.Contains(error.Message, "written in format");
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_damaged_part_is_named()
    {
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => Load(EditPart(bytes => bytes[3] ^= 0xFF)));

        StringAssert.Contains(error.Message, "'TransformerChain/Transform_000' in the model is damaged");
        StringAssert.Contains(error.Message, "get the file again");
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void A_missing_loader_assembly_is_named_with_the_part_that_needs_it()
    {
        Exception error = Assert.Throws<Exception>(() => Load(Saved(new SavedBy("NoSuchAssembly"))));

        StringAssert.Contains(error.Message, "NoSuchAssembly");
        StringAssert.Contains(error.Message, "TransformerChain/Transform_000");
    }

    private static PredictionEngine<TIn, TOut> Engine<TIn, TOut>()
        where TIn : class
        where TOut : class, new()
        => Ml.Model.CreatePredictionEngine<TIn, TOut>(Identity);

    private static IEstimator<ITransformer> Joined => Ml.Transforms.Concatenate("F", "A", "B");

    private static IDataView Pair => Ml.Data.LoadFromEnumerable(new ModelInput[1]);

    // Three rows, of which two are predicted right; the predicted label is text.
    private static ColumnsView Scored(string label = "Label", string score = "Score", string predicted = "PredictedLabel") => new ColumnsView()
        .AddKeys(label, 3, 1, 2, 3).AddSingleVectors(score, 3, [1, 0, 0], [0, 1, 0], [1, 0, 0]).AddText(predicted, "a", "b", "a");

    private static IEstimator<ITransformer> Twice => Ml.Transforms.Concatenate("F", "V", "V");

    private static IDataView Concatenated(float[]? values) => Twice.Fit(Vectors(values)).Transform(Vectors(values));

    private static IDataView Vectors(float[]? values) => Ml.Data.LoadFromEnumerable(new[] { new TwoValues { V = values } });

    private static DataViewRowCursor Cursor(string column) => Rows.GetRowCursor([Rows.Schema[column]]);

    private static float Value(DataViewRowCursor cursor)
    {
        float value = 0;
        cursor.GetGetter<float>(cursor.Schema["A"])(ref value);
        return value;
    }

    private static MLContext Registered()
    {
        MLContext ml = new();
        ThirdPartyModel.Register(ml);
        return ml;
    }

    private static ITransformer Load(byte[] file) => Registered().Model.Load(new MemoryStream(file), out _);

    private static byte[] Saved(ITransformer? model)
    {
        using MemoryStream stream = new();
        Ml.Model.Save(
            model is SavedBy alone ? new TransformerChain<ITransformer>(alone) : model, Ml.Data.LoadFromEnumerable(Array.Empty<ModelInput>()).Schema, stream);
        return stream.ToArray();
    }

    private static byte[] EditPart(Action<byte[]> edit, string name = "TransformerChain/Transform_000/Model.key")
        => EditAndCutPart(
            bytes =>
            {
                edit(bytes);
                return bytes.Length;
            },
            name);

    private static byte[] EditAndCutPart(Func<byte[], int> editAndLength, string name = "TransformerChain/Transform_000/Model.key") => Edit(Saved(Model), zip =>
    {
        ZipArchiveEntry old = zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == name);
        using MemoryStream bytes = new();
        using (Stream stream = old.Open())
        {
            stream.CopyTo(bytes);
        }
        byte[] contents = bytes.ToArray();
        int length = editAndLength(contents);
        string fullName = old.FullName;
        old.Delete();
        using Stream replaced = zip.CreateEntry(fullName).Open();
        replaced.Write(contents, 0, length);
    });

    private static byte[] Edit(byte[]? file, Action<ZipArchive> edit)
    {
        using MemoryStream stream = new();
        stream.Write(file ?? []);
        stream.Position = 0;
        using (ZipArchive zip = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            edit(zip);
        }
        return stream.ToArray();
    }

    private sealed class SavedBy(string assembly) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx) => ThirdPartyModel.Save(ctx, "A", "Y", [1], assembly);
    }

#pragma warning disable CS0649
    private sealed class Row
    {
        public float A;
        public float B;
        public float C;
    }

    private sealed class ModelInput
    {
        public string Label = "";
        public float A;
        public float B;
    }

    private sealed class OnlyA
    {
        public float A;
    }

    private sealed class TextB
    {
        public float A;
        public string B = "";
    }

    private sealed class TenColumns
    {
        public float A, B, C, D, E, F, G, H, I, J;
    }

    private sealed class WrongA
    {
        public string A = "";
    }

    private sealed class WithNope
    {
        public float A;
        public float Nope;
    }

    private sealed class TwoValues
    {
        [VectorType(2)]
        public float[]? V;
    }

    private sealed class FourValues
    {
        [VectorType(4)]
        public float[]? F;
    }

    private sealed class One<T>
    {
        public T M = default!;
    }

    private sealed class NoMembers;

    private sealed class KeyOfInt
    {
        [KeyType(3)]
        public int K;
    }

    private sealed class KeyOfUInt
    {
        [KeyType(3)]
        public uint M;
    }

    private sealed class VectorOfScalar
    {
        [VectorType(3)]
        public float F;
    }

    private sealed class NeedsArgument(float x)
    {
        public float X = x;
    }
#pragma warning restore CS0649
}
