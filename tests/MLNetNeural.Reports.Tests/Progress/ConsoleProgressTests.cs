using MLNetNeural.Reports.Progress;
using MLNetNeural.Trainers;
using Spectre.Console;

namespace MLNetNeural.Reports.Tests.Progress;

[TestClass]
public sealed class ConsoleProgressTests
{
    private const string Eraser = "\r\u001b[K";

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly ManualTime _time = new();

    [TestMethod]
    public void Redirected_output_gets_a_plain_line_for_each_epoch()
    {
        using ConsoleProgress progress = Plain(epochs: 20);

        progress.Status("reading the images");
        for (int batch = 1; batch <= 4; batch++) progress.Batch(Epochs.Batch(0, batch));
        progress.Epoch(Epochs.Classes(0, isBest: true));
        for (int batch = 1; batch <= 4; batch++) progress.Batch(Epochs.Batch(1, batch));
        progress.Epoch(Epochs.Classes(1));

        Assert.AreEqual(
            """
            epoch  train loss  train acc  val loss  val acc    rate  seconds  rows/s
             1/20      1.0000      0.500    1.2500    0.625    0.01     2.00      50  * best
             2/20      0.5000      0.500    1.2500    0.625    0.01     2.00      50

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [TestMethod]
    public void Metrics_that_a_task_does_not_have_get_no_column()
    {
        using ConsoleProgress progress = Plain(epochs: 10_000);

        progress.Epoch(Epochs.Values(9999));

        Assert.AreEqual("      epoch  train loss    rate  seconds  rows/s\n10000/10000      0.0100  0.0002     2.00\n", _output.ToString());
    }

    [TestMethod]
    public void Nothing_is_printed_before_there_is_something_to_say()
    {
        Plain(epochs: 3).Dispose();
        Terminal(epochs: 3).Dispose();

        Assert.AreEqual("", _output.ToString());
    }

    [TestMethod]
    public void A_terminal_shows_batch_metrics_rate_and_time_left()
    {
        using ConsoleProgress progress = Terminal(epochs: 2);

        progress.Batch(Epochs.Batch(0, 1));
        _time.Add(3);
        progress.Batch(Epochs.Batch(0, 2));

        // One of 8 batches took 3 s: 6 are left. 25 rows in 3 s.
        Assert.EndsWith($"{Eraser}{new string('━', 6)}{new string('─', 18)} epoch 1/2, batch 2/4, loss 0.7500, accuracy 0.500, 8 rows/s, 18 s left", _output.ToString());
    }

    [TestMethod]
    public void The_bar_moves_ten_times_a_second_at_most()
    {
        using ConsoleProgress progress = Terminal(epochs: 2);
        _time.Add(1);

        progress.Batch(Epochs.Batch(0, 1));
        int first = _output.ToString().Length;
        _time.Add(0.05);
        progress.Batch(Epochs.Batch(0, 2));
        int tooSoon = _output.ToString().Length;
        _time.Add(0.05);
        progress.Batch(Epochs.Batch(0, 3));

        Assert.AreEqual(first, tooSoon);
        Assert.IsGreaterThan(tooSoon, _output.ToString().Length);
    }

    [TestMethod]
    public void The_bar_is_gone_behind_an_epoch_and_at_the_end()
    {
        ConsoleProgress progress = Terminal(epochs: 2);

        progress.Batch(Epochs.Batch(0, 4));
        progress.Epoch(Epochs.Classes(0));
        string afterEpoch = _output.ToString();
        progress.Batch(Epochs.Batch(1, 1));
        progress.Dispose();

        Assert.Contains($"{Eraser}epoch  train loss", afterEpoch);
        Assert.EndsWith("\n", afterEpoch);
        Assert.EndsWith(Eraser, _output.ToString());
    }

    [TestMethod]
    public void The_bar_never_breaks_into_a_second_line()
    {
        string line = StatusLine.Of(0.5, "a\nb\u001b[31m" + new string('x', 100), width: 60);

        Assert.AreEqual(59, line.Length);
        Assert.StartsWith("ab[31mxxx", line, "What is said matters more than the bar.");
        Assert.StartsWith("━━━━━━━──────── epoch", StatusLine.Of(0.5, "epoch 1/20, batch 2/14, loss 0.7500", width: 52));
        Assert.DoesNotContain("\n", line);
        Assert.DoesNotContain("\u001b", line);
    }

    [TestMethod]
    [DataRow(120, "epoch  train loss  train acc  val loss  val acc    rate  seconds  images/s")]
    [DataRow(80, "epoch  train loss  train acc  val loss  val acc    rate  seconds")]
    [DataRow(60, "epoch  train loss  train acc  val loss  val acc")]
    [DataRow(40, "epoch  train loss  val loss")]
    [DataRow(10, "epoch")]
    public void A_narrow_terminal_gets_the_columns_that_matter_most(int width, string header)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = width;
        using ConsoleProgress progress = Begin(epochs: 20, new ConsoleProgress(console, isLive: true, _time) { RowName = "images" });

        progress.Epoch(Epochs.Classes(0, isBest: true));

        string[] lines = _output.ToString().TrimEnd().Split('\n');
        Assert.AreEqual(header, lines[0]);
        if (width > 20) Assert.HasCount(2, lines);
        if (width > 20) Assert.EndsWith("* best", lines[1]);
    }

    [TestMethod]
    [DataRow(0.2, "1 s")]
    [DataRow(59.5, "1:00 min")]
    [DataRow(185, "3:05 min")]
    [DataRow(3723, "1:02:03 h")]
    [DataRow(360_000, "100:00:00 h")]
    public void Times_are_as_people_say_them(double seconds, string text) => Assert.AreEqual(text, Duration.Text(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    [DataRow(840, "840")]
    [DataRow(12_345, "12.3k")]
    [DataRow(1_250_000, "1.3M")]
    public void Rates_fit_their_column(double rate, string text) => Assert.AreEqual(text, EpochTable.Rate(rate));

    [TestMethod]
    [DataRow("1", false)]
    [DataRow(null, true)]
    [DoNotParallelize]
    public void NO_COLOR_turns_colors_off(string? noColor, bool isGreen)
    {
        string? before = Environment.GetEnvironmentVariable("NO_COLOR");
        Environment.SetEnvironmentVariable("NO_COLOR", noColor);
        IAnsiConsole console;
        try
        {
            console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(_output) });
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", before);
        }

        using ConsoleProgress progress = Begin(epochs: 2, new ConsoleProgress(console, isLive: true, _time));
        progress.Epoch(Epochs.Classes(0, isBest: true));

        Assert.AreEqual(isGreen, _output.ToString().Contains("\u001b[", StringComparison.Ordinal), _output.ToString().Replace("\u001b", "ESC"));
    }

    private ConsoleProgress Plain(int epochs)
        => Begin(epochs, new ConsoleProgress(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_output) }), isLive: false, _time));

    private ConsoleProgress Terminal(int epochs)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 200;
        return Begin(epochs, new ConsoleProgress(console, isLive: true, _time));
    }

    private static ConsoleProgress Begin(int epochs, ConsoleProgress progress)
    {
        progress.Begin(new MlpRegressionOptions { MaxEpochs = epochs });
        return progress;
    }
}
