using System.Text.Json;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class RegressionEvaluateTests
{
    private static readonly MLContext Context = new(seed: 1);

    public static IEnumerable<object[]> CaseNames => Golden.CaseNames("regression-evaluate").Select(name => new object[] { name });

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    [DynamicData(nameof(CaseNames))]
    public void Every_metric_is_that_of_ML_NET(string name)
    {
        JsonElement recorded = Golden.Case("regression-evaluate", name), expected = recorded.GetProperty("Evaluate").GetProperty("result");

        RegressionMetrics metrics = Context.Regression.Evaluate(
            Scored(Singles(recorded.GetProperty("labels")), Singles(recorded.GetProperty("scores"))));

        Golden.AreEqual(expected.GetProperty("MeanAbsoluteError"), metrics.MeanAbsoluteError, "MeanAbsoluteError");
        Golden.AreEqual(expected.GetProperty("MeanSquaredError"), metrics.MeanSquaredError, "MeanSquaredError");
        Golden.AreEqual(expected.GetProperty("RootMeanSquaredError"), metrics.RootMeanSquaredError, "RootMeanSquaredError");
        Golden.AreEqual(expected.GetProperty("LossFunction"), metrics.LossFunction, "LossFunction", 1e-7);
        // There ML.NET loses the digits of the squares.
        if (name != "large-offset")
            Golden.AreEqual(expected.GetProperty("RSquared"), metrics.RSquared, "RSquared");
    }

    [TestMethod]
    [TestCategory("Embedded")]
    public void Labels_far_from_0_keep_their_digits()
    {
        JsonElement recorded = Golden.Case("regression-evaluate", "large-offset");

        RegressionMetrics metrics = Context.Regression.Evaluate(
            Scored(Singles(recorded.GetProperty("labels")), Singles(recorded.GetProperty("scores"))));

        Assert.AreEqual(.85, metrics.RSquared, 1e-9);
    }

    [TestMethod]
    [DataRow("Label")]
    [DataRow("Score")]
    public void A_missing_or_unsuitable_column_is_named(string name)
    {
        string other = name == "Label" ? "Score" : "Label";
        ColumnsView without = new ColumnsView().AddSingles(other, 1), unsuitable = new ColumnsView().AddSingles(other, 1).AddText(name, "");

        foreach (ColumnsView data in new[] { without, unsuitable })
        {
            var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Regression.Evaluate(data));
            Assert.AreEqual("schema", error.ParamName);
            Assert.Contains($"'{name}'", error.Message);
        }
    }

    private static ColumnsView Scored(float[] labels, float[] scores) => new ColumnsView().AddSingles("Label", labels).AddSingles("Score", scores);

    private static float[] Singles(JsonElement array) => [.. array.EnumerateArray().Select(Golden.Single)];
}
