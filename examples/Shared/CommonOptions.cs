using System.CommandLine;

namespace Examples;

/// <summary>The command-line options that all examples have.</summary>
internal sealed class CommonOptions
{
    private readonly Option<int> _seed = new("--seed") { Description = "The seed of all random numbers.", DefaultValueFactory = _ => 1 };
    private readonly Option<DirectoryInfo> _output = new("--output")
    {
        Description = "Folder for the model and everything else that is written.",
        DefaultValueFactory = _ => new DirectoryInfo("output"),
    };
    private readonly Option<FileInfo?> _report = new("--report")
    {
        Description = "Write a report to look at in a browser; without a file name, report.html in the output folder.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int?> _live = new("--live")
    {
        Description = "Show training in a browser while it runs, with a button that ends it; without a port, on any that is free.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<DirectoryInfo?> _tensorBoard = new("--tensorboard")
    {
        Description = "Write events for TensorBoard, each run to a folder of its own; without a folder, to tensorboard in the output folder.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Adds the options to a command, after its own.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _seed, _output, _report, _live, _tensorBoard }) command.Options.Add(option);
    }

    /// <summary>What the command line says.</summary>
    public RunOptions Read(ParseResult result)
    {
        string output = result.GetValue(_output)!.FullName;
        return new RunOptions
        {
            Seed = result.GetValue(_seed),
            Output = output,
            Report = result.GetResult(_report) is null ? null : result.GetValue(_report)?.FullName ?? Path.Combine(output, "report.html"),
            LivePort = result.GetResult(_live) is null ? null : result.GetValue(_live) ?? 0,
            TensorBoard = result.GetResult(_tensorBoard) is null ? null : result.GetValue(_tensorBoard)?.FullName ?? Path.Combine(output, "tensorboard"),
        };
    }
}
