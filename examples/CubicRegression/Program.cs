using System.CommandLine;
using CubicRegression;
using Examples;

var epochs = new Option<int>("--epochs") { Description = "Steps on all points at once.", DefaultValueFactory = _ => 10_000 };
var threads = new Option<int?>("--threads") { Description = "Threads to train with; the result is the same for every number. Default: all cores." };
var common = new CommonOptions();
var train = new RootCommand("Fits a cubic through 1,000 noisy points by a neural network inside ML.NET.") { epochs, threads };
common.AddTo(train);
train.SetAction(result => Shell.Run(cancellation => new CubicRecipe(common.Read(result), new CubicOptions
{
    Epochs = result.GetValue(epochs),
    Threads = result.GetValue(threads),
}).Run(cancellation)));

return train.Parse(args).Invoke();
