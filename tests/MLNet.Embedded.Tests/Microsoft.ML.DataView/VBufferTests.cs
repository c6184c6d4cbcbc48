using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.DataView;

[TestClass]
public sealed class VBufferTests
{
    private const string RecordingFile = "vbuffer";

    // Every recorded case that this assembly's members can run.
    private static readonly Dictionary<string, Func<object?>> Cases = new()
    {
        ["new VBuffer(length, values)"] = () =>
        {
            VBuffer<float> dense = new(3, [1, 0, 2]);
            return new Dictionary<string, object>
            {
                ["Length"] = dense.Length,
                ["IsDense"] = dense.IsDense,
                ["GetValues"] = dense.GetValues().ToArray(),
                ["GetIndices"] = dense.GetIndices().ToArray(),
                ["Items()"] = dense.Items().Select(item => new[] { item.Key, item.Value }).ToArray(),
                ["Items(all: true)"] = dense.Items(all: true).Select(item => item.Key).ToArray(),
                ["ToString"] = dense.ToString(),
            };
        },
        ["new VBuffer(length, count, values, indices)"] = () =>
        {
            VBuffer<float> sparse = new(5, 2, [1, 2], [1, 3]);
            return new Dictionary<string, object>
            {
                ["Length"] = sparse.Length,
                ["IsDense"] = sparse.IsDense,
                ["GetValues"] = sparse.GetValues().ToArray(),
                ["GetIndices"] = sparse.GetIndices().ToArray(),
                ["DenseValues"] = sparse.DenseValues().ToArray(),
                ["Items()"] = sparse.Items().Select(item => item.Key).ToArray(),
                ["Items(all: true)"] = sparse.Items(all: true).Select(item => item.Value).ToArray(),
                ["GetItemOrDefault(1)"] = sparse.GetItemOrDefault(1),
                ["GetItemOrDefault(0)"] = sparse.GetItemOrDefault(0),
                ["ToString"] = sparse.ToString(),
            };
        },
        ["count == length with indices"] = () =>
        {
            VBuffer<float> full = new(2, 2, [1, 2], [0, 1]);
            return new { full.IsDense, GetIndices = full.GetIndices().ToArray() };
        },
        ["values longer than length"] = () => new VBuffer<float>(2, [1, 2, 3]).DenseValues().ToArray(),
        ["values shorter than length"] = () => new VBuffer<float>(3, [1, 2]),
        ["null values, length 3, count 0"] = () =>
        {
            VBuffer<float> empty = new(3, 0, null, null);
            return new { empty.IsDense, DenseValues = empty.DenseValues().ToArray() };
        },
        ["default(VBuffer)"] = () => new { default(VBuffer<float>).Length, default(VBuffer<float>).IsDense },
        ["indices out of range"] = () => new VBuffer<float>(3, 1, [1], [7]).DenseValues().ToArray(),
        ["indices not increasing"] = () => new VBuffer<float>(5, 2, [1, 2], [3, 1]).DenseValues().ToArray(),
        ["GetItemOrDefault out of range"] = () => new VBuffer<float>(3, [1, 0, 2]).GetItemOrDefault(3),
        ["CopyTo(span) of a sparse vector"] = () =>
        {
            float[] target = [9, 9, 9, 9];
            Five.CopyTo(target.AsSpan());
            return target;
        },
        ["CopyToDense"] = () =>
        {
            VBuffer<float> target = default;
            Five.CopyToDense(ref target);
            return Show(target);
        },
        ["CopyTo(ref VBuffer)"] = () =>
        {
            VBuffer<float> target = default;
            Five.CopyTo(ref target);
            return Show(target);
        },
        ["CopyTo(ref VBuffer, sourceIndex, length)"] = () =>
        {
            VBuffer<float> target = default;
            new VBuffer<float>(5, 3, [4, 5, 6], [0, 2, 4]).CopyTo(ref target, 2, 3);
            return Show(target);
        },
        ["VBufferEditor dense"] = () =>
        {
            VBuffer<float> old = new(5, [1, 2, 3, 4, 5]);
            VBuffer<float> seen = old;
            VBufferEditor<float> editor = VBufferEditor.Create(ref old, 3);
            new float[] { 7, 8, 9 }.CopyTo(editor.Values);
            bool created = editor.CreatedNewValues;
            return new Dictionary<string, object>
            {
                ["new"] = Show(editor.Commit()),
                ["oldNowShows"] = seen.DenseValues().ToArray(),
                ["CreatedNewValues"] = created,
            };
        },
        ["VBufferEditor sparse"] = () =>
        {
            VBuffer<float> vector = default;
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 5, valuesCount: 2);
            (editor.Values[0], editor.Values[1]) = (3, 6);
            (editor.Indices[0], editor.Indices[1]) = (1, 4);
            return Show(editor.Commit());
        },
        ["VBufferEditor CommitTruncated"] = () =>
        {
            VBuffer<float> vector = default;
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 5, valuesCount: 3);
            editor.Values[0] = 3;
            editor.Indices[0] = 0;
            return Show(editor.CommitTruncated(1));
        },
        ["float[] member"] = () => ShowColumn(DenseView()),
        ["VBuffer member"] = () => ShowColumn(SparseView()),
        ["sparse input through NormalizeMinMax(fixZero: true)"] = () => Through(Transforms.NormalizeMinMax("Y", "X")),
        ["sparse input through NormalizeMinMax(fixZero: false)"] = () => Through(Transforms.NormalizeMinMax("Y", "X", fixZero: false)),
        ["sparse input through NormalizeMeanVariance(fixZero: false)"] = () => Through(Transforms.NormalizeMeanVariance("Y", "X", fixZero: false)),
        ["sparse input through NormalizeLpNorm"] = () => Through(Transforms.NormalizeLpNorm("Y", "X")),
        ["sparse input through Concatenate(X, X)"] = () => Through(Transforms.Concatenate("Y", "X", "X")),
        ["sparse input through CopyColumns"] = () => Through(Transforms.CopyColumns("Y", "X")),
        ["sparse input through ConvertType to Double"] = () => Through(Transforms.Conversion.ConvertType("Y", "X", DataKind.Double)),
        ["sparse input through ReplaceMissingValues"] = () => Through(Transforms.ReplaceMissingValues("Y", "X")),
        ["one-hot of 20 categories concatenated with a scalar"] = () =>
        {
            IDataView rows = new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Category { C = $"c{i}", S = i }));
            IDataView result = Transforms.Categorical.OneHotEncoding("H", "C").Append(Transforms.Concatenate("Y", "S", "H")).Fit(rows).Transform(rows);
            return result.GetColumn<VBuffer<float>>("Y").Take(2).Select(Show).ToArray();
        },
        ["CreateEnumerable<float[]> from a sparse column"] = () => new MLContext().Data.CreateEnumerable<DenseRow>(SparseView(), false).First().X,
        ["CreateEnumerable<VBuffer> from a sparse column"] = () => Show(new MLContext().Data.CreateEnumerable<SparseRow>(SparseView(), false).First().X),
    };

    private static readonly string[] LeftOut =
    [
        "Cache and binary round trip keep sparseness",
        "SaveAsText of a sparse vector",
    ];

    private static VBuffer<float> Five => new(4, 1, [5], [2]);

    public static IEnumerable<object[]> Recorded => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(Recorded))]
    public void A_vector_behaves_as_recorded(string name)
        => GoldenFile.Check(Golden.Case(RecordingFile, name), Cases[name]);

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_case_is_run_or_left_out_by_name()
        => Golden.EveryCaseIsNamed(RecordingFile, Cases.Keys, LeftOut);

    [TestMethod]
    public void Reading_a_sparse_vector_in_any_way_gives_its_dense_values()
    {
        Random random = new(1);
        for (int trial = 0; trial < 200; trial++)
        {
            int length = random.Next(0, 40);
            float[] dense = [.. Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? random.NextSingle() : 0f)];
            int[] indices = [.. Enumerable.Range(0, length).Where(i => dense[i] != 0)];
            VBuffer<float> sparse = new(length, indices.Length, [.. indices.Select(i => dense[i])], indices);

            float[] copied = new float[length + 3];
            sparse.CopyTo(copied, 2, defaultValue: 0f);
            VBuffer<float> copiedDense = new(1, [42]);
            sparse.CopyToDense(ref copiedDense);

            CollectionAssert.AreEqual(dense, sparse.DenseValues().ToArray());
            CollectionAssert.AreEqual(dense, copied[2..^1]);
            CollectionAssert.AreEqual(dense, copiedDense.DenseValues().ToArray());
            CollectionAssert.AreEqual(dense, sparse.Items(all: true).Select(item => item.Value).ToArray());
            CollectionAssert.AreEqual(dense, Enumerable.Range(0, length).Select(sparse.GetItemOrDefault).ToArray());
        }
    }

    [TestMethod]
    public void A_copied_range_is_the_range_of_the_dense_values()
    {
        VBuffer<float> sparse = new(10, 3, [1, 2, 3], [0, 4, 9]);
        float[] dense = [.. sparse.DenseValues()];
        for (int start = 0; start <= 10; start++)
        {
            for (int length = 0; length <= 10 - start; length++)
            {
                VBuffer<float> range = new(10, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
                sparse.CopyTo(ref range, start, length);

                CollectionAssert.AreEqual(dense[start..(start + length)], range.DenseValues().ToArray());
            }
        }
    }

    [TestMethod]
    public void An_editor_reuses_a_buffer_that_is_large_enough_and_keeps_old_items_when_asked()
    {
        VBuffer<float> vector = new(2, [1, 2]);

        VBufferEditor<float> same = VBufferEditor.Create(ref vector, 2);
        bool createdForSame = same.CreatedNewValues;
        VBufferEditor<float> larger = VBufferEditor.Create(ref vector, 4, keepOldOnResize: true);
        bool createdForLarger = larger.CreatedNewValues;

        Assert.IsFalse(createdForSame);
        Assert.IsTrue(createdForLarger);
        CollectionAssert.AreEqual(new float[] { 1, 2, 0, 0 }, larger.Commit().DenseValues().ToArray());
    }

    [TestMethod]
    public void A_vector_that_contradicts_itself_is_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(-1, []));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(3, 4, new float[4], new int[4]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(3, 2, new float[2], new int[1]));
    }

    private static TransformsCatalog Transforms => new MLContext(seed: 1).Transforms;

    private static Dictionary<string, object> Through(IEstimator<ITransformer> estimator) => new()
    {
        ["from dense"] = Output(estimator, DenseView()),
        ["from sparse"] = Output(estimator, SparseView()),
    };

    private static object Output(IEstimator<ITransformer> estimator, IDataView rows)
    {
        IDataView result = estimator.Fit(rows).Transform(rows);
        return result.Schema["Y"].Type is VectorDataViewType type && type.ItemType.Equals(NumberDataViewType.Double)
            ? result.GetColumn<VBuffer<double>>("Y").Select(Show).ToArray()
            : result.GetColumn<VBuffer<float>>("Y").Select(Show).ToArray();
    }

    private static IDataView DenseView() => new MLContext().Data.LoadFromEnumerable(
        new[] { new DenseRow { X = [0, 0, 5, 0, 0, 0, 0, 0, 0, 1] }, new DenseRow { X = [1, 0, 2, 0, 0, 0, 0, 0, 0, 0] } });

    private static IDataView SparseView() => new MLContext().Data.LoadFromEnumerable(
        new[] { new SparseRow { X = new(10, 2, [5, 1], [2, 9]) }, new SparseRow { X = new(10, 2, [1, 2], [0, 2]) } });

    private static Dictionary<string, object> ShowColumn(IDataView view) => new()
    {
        ["type"] = view.Schema["X"].Type.ToString()!,
        ["values"] = view.GetColumn<VBuffer<float>>("X").Select(Show).ToArray(),
    };

    private static Dictionary<string, object> Show<T>(VBuffer<T> vector)
    {
        Dictionary<string, object> shown = new() { ["length"] = vector.Length, ["dense"] = vector.IsDense };
        if (!vector.IsDense)
        {
            shown["indices"] = vector.GetIndices().ToArray();
        }
        shown["values"] = vector.GetValues().ToArray();
        return shown;
    }

    private sealed class DenseRow
    {
        [VectorType(10)]
        public float[] X = [];
    }

    private sealed class Category
    {
        public string C = "";
        public float S;
    }

    private sealed class SparseRow
    {
        [VectorType(10)]
        public VBuffer<float> X;
    }
}
