using System.CommandLine;
using CubicRegression;

var epochs = new Option<int>("--epochs") { Description = "Steps on all points at once.", DefaultValueFactory = _ => 10_000 };
var seed = new Option<int>("--seed") { Description = "Where the points and the initial weights come from.", DefaultValueFactory = _ => 1 };
var threads = new Option<int?>("--threads") { Description = "Threads to train with; the result is the same for every number. Default: all cores." };
var output = new Option<DirectoryInfo>("--output")
{
    Description = "Folder for the model, the history and the predictions.",
    DefaultValueFactory = _ => new DirectoryInfo("output"),
};
var report = new Option<FileInfo?>("--report")
{
    Description = "Write a report to look at in a browser; without a file name, report.html in the output folder.",
    Arity = ArgumentArity.ZeroOrOne,
};
var live = new Option<int?>("--live")
{
    Description = "Show training in a browser while it runs, with a button that ends it; without a port, on any that is free.",
    Arity = ArgumentArity.ZeroOrOne,
};
var tensorBoard = new Option<DirectoryInfo?>("--tensorboard")
{
    Description = "Write events for TensorBoard, each run to a folder of its own; without a folder, to tensorboard in the output folder.",
    Arity = ArgumentArity.ZeroOrOne,
};
var train = new RootCommand("Fits a cubic through 1,000 noisy points by a neural network inside ML.NET.") { epochs, seed, threads, output, report, live, tensorBoard };
train.SetAction(result =>
{
    try
    {
        string folder = result.GetValue(output)!.FullName;
        new CubicRecipe(new CubicOptions
        {
            Epochs = result.GetValue(epochs),
            Seed = result.GetValue(seed),
            Threads = result.GetValue(threads),
            Output = folder,
            Report = result.GetResult(report) is null ? null : result.GetValue(report)?.FullName ?? Path.Combine(folder, "report.html"),
            LivePort = result.GetResult(live) is null ? null : result.GetValue(live) ?? 0,
            TensorBoard = result.GetResult(tensorBoard) is null ? null : result.GetValue(tensorBoard)?.FullName ?? Path.Combine(folder, "tensorboard"),
        }).Run();
        return 0;
    }
    catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message); // what a user can mend, in one sentence
        return 1;
    }
});

return train.Parse(args).Invoke();
