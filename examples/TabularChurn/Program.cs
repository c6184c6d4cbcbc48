using System.CommandLine;
using TabularChurn;

var data = new Option<FileInfo?>("--data") { Description = "A table with the columns of the generated one, in any order. Without it, one is generated." };
var rows = new Option<int>("--rows") { Description = "Customers in the table that is generated.", DefaultValueFactory = _ => 5000 };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training rows.", DefaultValueFactory = _ => 30 };
var folds = new Option<int>("--folds") { Description = "Parts of the cross-validation.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Where all random numbers come from.", DefaultValueFactory = _ => 1 };
var output = new Option<DirectoryInfo>("--output")
{
    Description = "Folder for the table and the model.",
    DefaultValueFactory = _ => new DirectoryInfo("output"),
};
var report = new Option<FileInfo?>("--report")
{
    Description = "Write a report to look at in a browser; without a file name, report.html in the output folder.",
    Arity = ArgumentArity.ZeroOrOne,
};
var train = new RootCommand("Predicts which customers leave, from a table of texts and numbers with gaps.") { data, rows, epochs, folds, seed, output, report };
train.SetAction(result =>
{
    try
    {
        new ChurnRecipe(new ChurnOptions
        {
            Data = result.GetValue(data)?.FullName,
            Rows = result.GetValue(rows),
            Epochs = result.GetValue(epochs),
            Folds = result.GetValue(folds),
            Seed = result.GetValue(seed),
            Output = result.GetValue(output)!.FullName,
            Report = result.GetResult(report) is null ? null : result.GetValue(report)?.FullName ?? Path.Combine(result.GetValue(output)!.FullName, "report.html"),
        }).Run();
        return 0;
    }
    catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message); // what a user can mend, in one sentence
        return 1;
    }
});

return train.Parse(args).Invoke();
