using System.Globalization;
using CubicRegression;
using MLNetNeural.Tests;

namespace MLNetNeural.Examples.Tests.CubicRegression;

/// <summary>The cubic example as its users run it, with a few of its epochs.</summary>
[TestClass]
public sealed class CubicRegressionTests
{
    private const string Example = "CubicRegression.dll";

    [TestMethod]
    public void The_recipe_trains_evaluates_saves_and_uses_the_model()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "--epochs", "40", "--output", folder.Path, "--report");

        Assert.AreEqual(0, exitCode, errors);
        Assert.Contains("\"featureName\":\"X\"", File.ReadAllText(folder.File("report.html")));
        foreach (string text in new[] { "40 epochs in ", "mean absolute error ", ", R² ", "The saved model says f(-10) = ", "the cubic is -697.0." }) Assert.Contains(text, output);
        string[] history = File.ReadAllLines(folder.File("history.csv"));
        Assert.HasCount(41, history);
        Assert.AreEqual("epoch,learning_rate,loss", history[0]);
        Assert.StartsWith("40,0.0002,", history[40]);
        Assert.IsLessThan(Loss(history[1]), Loss(history[40]));
        string[] predictions = File.ReadAllLines(folder.File("predictions.csv"));
        Assert.HasCount(1001, predictions);
        Assert.AreEqual("x,y,noisy_y,model", predictions[0]);
        foreach (string file in new[] { "model.zip", "curves.svg", "scatter.svg" }) Assert.IsTrue(File.Exists(folder.File(file)), file);
    }

    [TestMethod]
    public async Task A_long_run_is_watched_and_ended_from_its_page_and_written_for_TensorBoard()
    {
        using var folder = new TemporaryFolder();
        using ExampleProcess example = ExampleProcess.Start(Example, "--epochs", "100000000", "--live", "--tensorboard", "--output", folder.Path);
        example.WaitFor("Watch training, and end it, at ");
        var address = new Uri(example.Output.Split(' ')[^1]);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        (await client.PostAsync(new Uri(address, "stop" + address.Query), null)).Dispose();

        Assert.AreEqual(0, example.WaitForExit(), example.Errors);
        Assert.IsTrue(File.Exists(folder.File("model.zip")));
        Assert.HasCount(1, Directory.GetFiles(Path.Combine(folder.Path, "tensorboard"), "events.out.tfevents.*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_history_for_every_number_of_threads()
    {
        string[] Run(string threads)
        {
            using var folder = new TemporaryFolder();
            Assert.AreEqual(0, ExampleProcess.Run(Example, "--epochs", "10", "--threads", threads, "--output", folder.Path).ExitCode);
            return File.ReadAllLines(folder.File("history.csv"));
        }

        CollectionAssert.AreEqual(Run("1"), Run("3"));
    }

    [TestMethod]
    public void A_wrong_figure_is_one_sentence()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--epochs", "0", "--output", folder.Path);

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("MlpRegressionOptions.MaxEpochs must be at least 1, got 0.", errors);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_named_before_training()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "--output", folder.File("taken"));

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("", output);
        Assert.Contains($"'{folder.File("taken")}'", errors);
    }

    [TestMethod]
    public void Points_lie_around_the_cubic_with_noise_of_deviation_1()
    {
        CubicPoint[] points = CubicPoint.Draw(1000, seed: 1);

        Assert.HasCount(1000, points);
        Assert.IsTrue(points.All(point => point.X is >= -15 and < 15));
        Assert.AreEqual(0, points.Average(point => point.X), 1);
        Assert.IsTrue(points.All(point => Math.Abs(point.Y - (((double)point.X * point.X * point.X) + (3 * point.X * point.X) + 3)) < 1e-2));
        Assert.AreEqual(1, Math.Sqrt(points.Average(point => Math.Pow((double)point.NoisyY - point.Y, 2))), 0.1);
    }

    [TestMethod]
    public void The_chart_falls_with_the_losses()
    {
        string[] lines = LossChart.Draw([.. Enumerable.Range(0, 100).Select(i => 100.0 - i)], width: 80).Split('\n');

        Assert.HasCount(16, lines);
        int[] widths = [.. lines[..14].Select(line => line.TrimEnd().Length)];
        CollectionAssert.AreEqual(widths.Order().ToArray(), widths);
        Assert.EndsWith("100", lines[15]);
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(80)]
    [DataRow(200)]
    public void The_chart_fits_the_terminal(int width)
    {
        string[] lines = LossChart.Draw([.. Enumerable.Range(0, 1000).Select(i => 1000.0 - i)], width).Split('\n');

        Assert.IsLessThan(width, lines.Max(line => line.Length));
        Assert.IsLessThanOrEqualTo(82, lines.Max(line => line.Length));
        Assert.AreEqual(lines[0].Length, lines[15].Length);
    }

    private static double Loss(string line) => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture);
}
