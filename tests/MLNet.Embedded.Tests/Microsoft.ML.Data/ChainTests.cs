using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class ChainTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static IDataView Rows => Ml.Data.LoadFromEnumerable(new[] { new Row { X = 1 }, new Row { X = 2 } });

    [TestMethod]
    public void Each_estimator_learns_from_what_the_one_before_it_gives()
    {
        EstimatorChain<ScaleTransformer> chain = new ScaleEstimator("X", "Y").Append(new ScaleEstimator("Y", "Z"));

        TransformerChain<ScaleTransformer> model = chain.Fit(Rows);

        CollectionAssert.AreEqual(new float[] { 4, 8 }, model.Transform(Rows).GetColumn<float>("Z").ToArray());
        Assert.AreEqual("X Y Z", string.Join(' ', model.GetOutputSchema(Rows.Schema).Select(column => column.Name)));
        Assert.AreSame(model.Last(), model.LastTransformer);
        Assert.IsInstanceOfType<ScaleEstimator>(chain.LastEstimator);
    }

    [TestMethod]
    public void A_missing_column_is_found_before_anything_is_learned()
    {
        ScaleEstimator first = new("X", "Y");

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => first.Append(new ScaleEstimator("Nope", "Z")).Fit(Rows));
        Assert.AreEqual(0, first.Fits);
    }

    [TestMethod]
    public void A_delegate_sees_what_was_learned()
    {
        ScaleTransformer? seen = null;

        TransformerChain<ScaleTransformer> model = new ScaleEstimator().WithOnFitDelegate(learned => seen = learned).Append(new ScaleEstimator("Y", "Z")).Fit(Rows);

        Assert.AreSame(model.First(), seen);
    }

    [TestMethod]
    public void Scopes_choose_the_transformers_that_take_part()
    {
        TransformerChain<ScaleTransformer> model = new ScaleEstimator("X", "Y")
            .Append(new ScaleEstimator("X", "TrainingOnly"), TransformerScope.TrainTest)
            .Append(new ScaleEstimator("X", "Z"))
            .Fit(Rows);

        Assert.IsNull(model.Transform(Rows).Schema.GetColumnOrNull("TrainingOnly"));
        Assert.IsNotNull(model.Transform(Rows, TransformerScope.Everything).Schema.GetColumnOrNull("TrainingOnly"));
        Assert.IsNotNull(((ITransformer)model).GetRowToRowMapper(Rows.Schema).OutputSchema.GetColumnOrNull("TrainingOnly"));
        Assert.AreEqual(2, model.GetModelFor(TransformerScope.Scoring).Count());
        Assert.AreEqual(3, model.Count());
    }

    [TestMethod]
    public void What_scores_must_do_without_what_only_trains()
    {
        TransformerChain<ScaleTransformer> model = new EstimatorChain<ITransformer>()
            .Append(new ScaleEstimator("X", "TrainingOnly"), TransformerScope.TrainTest)
            .Append(new ScaleEstimator("TrainingOnly", "Z"))
            .Fit(Rows);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(Rows));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(Rows, TransformerScope.Everything));
    }

    [TestMethod]
    public void Transformers_are_appended_to_transformers()
    {
        ITransformer start = new ScaleTransformer("X", "Y", [3]);

        TransformerChain<ScaleTransformer> chain = start.Append(new ScaleTransformer("Y", "Z", [5]));

        CollectionAssert.AreEqual(new float[] { 15, 30 }, chain.Transform(Rows).GetColumn<float>("Z").ToArray());
    }

    [TestMethod]
    public void Disposing_a_chain_disposes_its_transformers_once()
    {
        ScaleTransformer transformer = new("X", "Y", [3]);
        TransformerChain<ITransformer> chain = new(transformer);

        chain.Dispose();
        chain.Dispose();

        Assert.IsTrue(transformer.IsDisposed);
    }

    [TestMethod]
    public void A_chain_needs_a_scope_for_each_transformer()
        => Assert.Throws<Exception>(() => new TransformerChain<ITransformer>([new ScaleTransformer("X", "Y", [3])], []));

    [TestMethod]
    public void A_row_mapper_of_a_chain_follows_its_input_row()
    {
        TransformerChain<ScaleTransformer> model = new ScaleEstimator("X", "Y").Append(new ScaleEstimator("Y", "Z")).Fit(Rows);
        IDataView rows = Rows;
        IRowToRowMapper mapper = ((ITransformer)model).GetRowToRowMapper(rows.Schema);
        DataViewSchema.Column z = mapper.OutputSchema["Z"];

        using DataViewRowCursor cursor = rows.GetRowCursor(mapper.GetDependencies([z]));
        DataViewRow row = mapper.GetRow(cursor, [z]);
        ValueGetter<float> getter = row.GetGetter<float>(z);
        List<float> values = [];
        while (cursor.MoveNext())
        {
            float value = 0;
            getter(ref value);
            values.Add(value);
        }

        CollectionAssert.AreEqual(new float[] { 4, 8 }, values);
    }

    private sealed class Row
    {
        public float X;
    }
}
