using System.CommandLine;
using System.Globalization;
using MLNetNeural.Tests;

namespace MLNetNeural.Benchmarks.Tabular;

/// <summary>How well three public tables are learnt, beside scikit-learn with equal settings on the same rows.</summary>
internal static class TabularCommand
{
    private const int Seeds = 5;

    public static Command Create()
    {
        Command command = new("tabular", "Scores on three public tables beside scikit-learn with equal settings, 5 seeds. Needs a Python with scikit-learn, which brings the tables.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        if (!PeerProgram.CanImport("sklearn"))
        {
            Console.Error.WriteLine("/usr/bin/python3 cannot import sklearn: install the Debian package python3-sklearn.");
            return 1;
        }

        using TemporaryFolder folder = new();
        PeerProgram.Run("tabular.py", threads: 1, "--export", folder.Path);
        Dictionary<(string Task, string Metric), List<double>> ours = [], theirs = [];
        foreach (string[] fields in PeerProgram.Run("tabular.py", threads: 1).Select(line => line.Split(',')))
            Add(theirs, (fields[0], fields[1]), double.Parse(fields[3], CultureInfo.InvariantCulture));
        foreach (TabularTask task in TabularTask.All)
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                (Table train, Table test) = (Table.Read(folder.File($"{task.Name}-{seed}-train.csv")), Table.Read(folder.File($"{task.Name}-{seed}-test.csv")));
                foreach ((string metric, double value) in TabularTraining.Run(task, seed, train, test)) Add(ours, (task.Name, metric), value);
            }
        }

        Print($"Mean and standard error over {Seeds} seeds, each with a split of its own that both have; difference in standard errors (the larger of the two)");
        Print($"{"task",-15}{"metric",-10}{"MLNetNeural",18}{"scikit-learn",18}{"difference",12}");
        foreach (((string task, string metric), List<double> values) in ours)
        {
            List<double> peers = theirs[(task, metric)];
            double difference = (values.Average() - peers.Average()) / Math.Max(StandardError(values), StandardError(peers));
            Print($"{task,-15}{metric,-10}{Figure(values),18}{Figure(peers),18}{difference,12:+0.00;-0.00}");
        }

        return 0;
    }

    private static void Add(Dictionary<(string, string), List<double>> results, (string, string) key, double value)
    {
        if (!results.TryGetValue(key, out List<double>? values)) results[key] = values = [];
        values.Add(value);
    }

    private static double StandardError(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1) / values.Count);
    }

    private static string Figure(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"{values.Average():0.0000} ± {StandardError(values):0.0000}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
