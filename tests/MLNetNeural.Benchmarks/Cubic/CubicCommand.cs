using System.CommandLine;
using System.Globalization;

namespace MLNetNeural.Benchmarks.Cubic;

/// <summary>How fast a small network is trained, beside PyTorch.</summary>
internal static class CubicCommand
{
    private static readonly int[] Threads = [1, 2];

    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "Number of runs of each; the median is shown.", DefaultValueFactory = _ => 3 };
        Option<int> epochs = new("--epochs") { Description = "Full-batch steps of a run.", DefaultValueFactory = _ => 10_000 };
        Command command = new("cubic", "Seconds of the cubic regression (1-32-64-16-1, 1,000 rows, 10,000 steps); beside PyTorch, where Python has it.") { runs, epochs };
        command.SetAction(parsed => Run(parsed.GetValue(runs), parsed.GetValue(epochs)));
        return command;
    }

    private static void Run(int runs, int epochs)
    {
        bool hasPeer = PeerProgram.CanImport("torch");
        if (!hasPeer) Console.WriteLine("PyTorch is left out: /usr/bin/python3 cannot import torch (see the README).");
        List<double>[] ours = [.. Threads.Select(_ => new List<double>())], theirs = [.. Threads.Select(_ => new List<double>())];
        foreach (int threads in Threads) CubicTraining.Run(Math.Min(epochs, 1000), threads); // the compiler's second look at hot methods
        for (int run = 0; run < runs; run++)
        {
            // In turns, so that what else the machine does meets all of them.
            for (int t = 0; t < Threads.Length; t++)
            {
                ours[t].Add(CubicTraining.Run(epochs, Threads[t]).TotalSeconds);
                if (hasPeer) theirs[t].Add(double.Parse(PeerProgram.Run("cubic.py", Threads[t], "--threads", $"{Threads[t]}", "--epochs", $"{epochs}")[0], CultureInfo.InvariantCulture));
            }
        }

        Print($"{epochs:N0} epochs, median (and best) of {runs} runs in seconds");
        for (int t = 0; t < Threads.Length; t++)
        {
            Print($"  MLNetNeural, threads {Threads[t]}: {Median(ours[t]),7:F2} ({ours[t].Min():F2})");
            if (hasPeer) Print($"  PyTorch,     threads {Threads[t]}: {Median(theirs[t]),7:F2} ({theirs[t].Min():F2})");
        }

        if (hasPeer) Print($"  best of each: {theirs.Min(Median) / ours.Min(Median):F1} times as fast by the medians, {theirs.Min(times => times.Min()) / ours.Min(times => times.Min()):F1} by the best runs");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
