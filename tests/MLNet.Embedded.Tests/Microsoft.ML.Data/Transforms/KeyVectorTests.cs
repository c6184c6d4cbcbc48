using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>Vectors of keys: when they are sparse, and what keys of keys are called.</summary>
[TestClass]
public class KeyVectorTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void Keys_that_are_mostly_missing_make_a_sparse_vector()
    {
        ColumnsView data = new ColumnsView().AddSingleVectors("X", 4, [1, 1, 1, 1], [2, 3, 1, 4], [2, 3, 4, 5], [1, 1, 2, 3]);

        VBuffer<uint>[] keys = Columns.Read<VBuffer<uint>>(
            Context.Transforms.Conversion.MapValueToKey("K", "X", maximumNumberOfKeys: 1).Fit(data).Transform(data), "K");

        CollectionAssert.AreEqual(new[] { true, false, false, true }, keys.Select(vector => vector.IsDense).ToArray());
        CollectionAssert.AreEqual(new[] { 2 }, keys[1].GetIndices().ToArray());
        CollectionAssert.AreEqual(new uint[] { 1, 1, 0, 0 }, keys[3].DenseValues().ToArray());
    }

    // The rows differ in the order of keys only.
    [TestMethod]
    public void Counts_of_keys_are_dense_as_soon_as_one_that_was_there_comes_again()
    {
        ColumnsView data = new ColumnsView().AddSingleVectors("X", 3, [1, 2, 3], [4, 5, 5], [1, 1, 1], [2, 2, 1], [1, 2, 2]);

        VBuffer<float>[] counts = Columns.Read<VBuffer<float>>(
            Context.Transforms.Categorical.OneHotEncoding("O", "X", OneHotEncodingEstimator.OutputKind.Bag).Fit(data).Transform(data), "O");

        CollectionAssert.AreEqual(new[] { true, true, true, true, true }, counts.Select(vector => vector.IsDense).ToArray());
        CollectionAssert.AreEqual(new float[] { 3, 0, 0, 0, 0 }, counts[2].DenseValues().ToArray());
    }

    [TestMethod]
    public void Texts_of_keys_count_from_0()
    {
        ColumnsView data = new ColumnsView().AddKeys("K", 5, 4, 2, 0);

        IDataView view = Context.Transforms.Conversion.MapValueToKey("T", "K", addKeyValueAnnotationsAsText: true).Fit(data).Transform(data);

        VBuffer<ReadOnlyMemory<char>> texts = default;
        view.Schema["T"].GetKeyValues(ref texts);
        CollectionAssert.AreEqual(new[] { "3", "1" }, Columns.Texts(texts));
    }

    [TestMethod]
    public void Keys_that_stand_for_nothing_are_not_encoded()
    {
        ColumnsView data = new ColumnsView().AddKeys("K", 5, 4, 2, 0);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Transforms.Categorical.OneHotEncoding("O", "K").Fit(data));
    }

    [TestMethod]
    public void A_column_without_values_is_told_of()
    {
        List<string> warnings = [];
        MLContext context = new(seed: 1);
        context.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add($"{message.Source}: {message.RawMessage}");
        };

        context.Transforms.Conversion.MapValueToKey("K", "T").Fit(new ColumnsView().AddText("T"));

        CollectionAssert.AreEqual(new[] { "Term; Training: Term map for output column 'K' contains no entries." }, warnings);
    }
}
