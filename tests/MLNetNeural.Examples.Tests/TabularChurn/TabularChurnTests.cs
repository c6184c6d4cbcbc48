using System.Globalization;
using System.Text.RegularExpressions;
using MLNetNeural.Tests;
using TabularChurn;

namespace MLNetNeural.Examples.Tests.TabularChurn;

/// <summary>The churn example as its users run it, on a small table.</summary>
[TestClass]
public sealed class TabularChurnTests
{
    private const string Example = "TabularChurn.dll";

    [TestMethod]
    public void The_recipe_trains_evaluates_cross_validates_saves_and_uses_the_model()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "--rows", "1000", "--epochs", "30", "--folds", "2", "--output", folder.Path, "--report", folder.File("who.html"));

        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("", errors);
        foreach (string text in new[] { "area under the ROC curve 0.", "Confusion table", "2-fold cross-validation" })
        {
            Assert.Contains(text, output);
        }

        // So few rows leave it open where the decision falls, not who is more likely to leave.
        Assert.IsLessThan(ScoreOf("angry", output), ScoreOf("loyal", output));

        Assert.HasCount(1001, File.ReadAllLines(folder.File("customers.csv")));
        Assert.IsTrue(File.Exists(folder.File("model.zip")));
        Assert.Contains("\"roc\":", File.ReadAllText(folder.File("who.html")));
    }

    [TestMethod]
    public void A_table_may_have_its_columns_in_any_order_and_gives_the_same()
    {
        using var folder = new TemporaryFolder();
        CustomerTable.Write(folder.File("a.csv"), 400, seed: 3);
        File.WriteAllLines(folder.File("b.csv"), File.ReadLines(folder.File("a.csv")).Select(line => string.Join(',', line.Split(',').Reverse())));

        string Run(string table)
        {
            (int exitCode, string output, string errors) = ExampleProcess.Run(
                Example, "--data", folder.File(table), "--epochs", "2", "--folds", "2", "--output", folder.Path);
            Assert.AreEqual(0, exitCode, errors);
            return output;
        }

        Assert.AreEqual(Run("a.csv"), Run("b.csv"));
    }

    [TestMethod]
    [DataRow("--rows", "99", "--rows must be at least 100, got 99: about one customer in twelve leaves, and every part of the table needs some.")]
    [DataRow("--epochs", "0", "--epochs must be at least 1, got 0.")]
    [DataRow("--folds", "1", "--folds must be at least 2, got 1.")]
    [DataRow("--data", "missing.csv", "The table '{0}' does not exist.")]
    public void A_wrong_option_is_one_sentence(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        if (option == "--data") value = folder.File(value);

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, option, value, "--output", folder.Path);

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(string.Format(null, expected, value), errors);
    }

    [TestMethod]
    public void A_missing_column_is_one_sentence_that_names_those_that_are_there()
    {
        using var folder = new TemporaryFolder();
        CustomerTable.Write(folder.File("a.csv"), 100, seed: 3);
        File.WriteAllText(folder.File("b.csv"), File.ReadAllText(folder.File("a.csv")).Replace("payment", "paid", StringComparison.Ordinal));

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", folder.File("b.csv"), "--output", folder.Path);

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(
            $"The table '{folder.File("b.csv")}' has no column 'payment', only: tenure, monthly_charge, support_calls, data_usage, contract, paid, region, weight, churned.",
            errors);
    }

    [TestMethod]
    public void The_table_has_gaps_texts_weights_and_few_who_leave()
    {
        using var folder = new TemporaryFolder();

        CustomerTable.Write(folder.File("a.csv"), 2000, seed: 1);

        string[][] rows = [.. File.ReadLines(folder.File("a.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.AreEqual(0.05, rows.Count(row => row[1].Length == 0) / 2000.0, 0.02);
        Assert.AreEqual(0.1, rows.Count(row => row[3].Length == 0) / 2000.0, 0.03);
        CollectionAssert.AreEquivalent(new[] { "monthly", "yearly", "two years" }, rows.Select(row => row[4]).Distinct().ToArray());
        Assert.IsTrue(rows.All(row => row[7] == (int.Parse(row[0], null) > 48 ? "4" : "1")));
        Assert.AreEqual(1 / 12.0, rows.Count(row => row[8] == "1") / 2000.0, 0.03);
    }

    private static double ScoreOf(string customer, string output)
        => double.Parse(Regex.Match(output, $@"{customer} customer: \w+ \(score (0\.\d\d)\)").Groups[1].Value, CultureInfo.InvariantCulture);
}
