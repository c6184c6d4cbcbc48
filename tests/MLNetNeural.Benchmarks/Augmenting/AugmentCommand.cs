using System.CommandLine;
using System.Globalization;

namespace MLNetNeural.Benchmarks.Augmenting;

/// <summary>How fast images are augmented, beside torchvision, and what that costs a training epoch.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        Argument<string?> folder = new("folder")
        {
            Description = "Folder with train/ and test/ of photographs, one subfolder a class: the weather recipe is also trained, with the flip alone and with more.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<int> runs = new("--runs") { Description = "Number of runs of each; the median is shown.", DefaultValueFactory = _ => 3 };
        Option<int> epochs = new("--epochs") { Description = "Epochs of the recipe.", DefaultValueFactory = _ => 20 };
        Option<int> seeds = new("--seeds") { Description = "Number of trainings of the recipe, each with another seed.", DefaultValueFactory = _ => 1 };
        Command command = new("augment", "Microseconds to augment an image of 256 x 256 on one core; beside torchvision, where Python has it.") { folder, runs, epochs, seeds };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(runs) > 0) Compare(parsed.GetValue(runs));
            if (parsed.GetValue(folder) is { } data) AugmentedRecipe.Compare(data, parsed.GetValue(epochs), parsed.GetValue(seeds));
        });
        return command;
    }

    private static void Compare(int runs)
    {
        bool hasPeer = PeerProgram.CanImport("torchvision");
        if (!hasPeer) Console.WriteLine("torchvision is left out: /usr/bin/python3 cannot import it (see the README).");
        Dictionary<string, List<double>> ours = [], theirs = [];
        for (int run = 0; run < 5; run++) AugmentedRows.Measure().Count(); // the compiler's second look at hot methods
        for (int run = 0; run < runs; run++)
        {
            foreach ((string name, double time) in AugmentedRows.Measure()) Add(ours, name, time);
            if (!hasPeer) continue;
            foreach (string line in PeerProgram.Run("augment.py", threads: 1))
            {
                string[] parts = line.Split(' ');
                Add(theirs, parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture));
            }
        }

        Print($"microseconds an image of 3 x 256 x 256 bytes, one thread, median of {runs} runs{(hasPeer ? "; beside torchvision on Pillow images" : "")}");
        foreach ((string name, List<double> times) in ours)
        {
            double own = Median(times);
            if (theirs.TryGetValue(name, out List<double>? peer)) Print($"  {name,-30} {own,7:F0} {Median(peer),7:F0}   {Median(peer) / own:F1} times");
            else Print($"  {name,-30} {own,7:F0}");
        }
    }

    private static void Add(Dictionary<string, List<double>> times, string name, double time)
    {
        if (!times.TryGetValue(name, out List<double>? list)) times[name] = list = [];
        list.Add(time);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
