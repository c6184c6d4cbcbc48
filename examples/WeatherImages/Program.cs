using System.CommandLine;
using WeatherImages;

var data = new Option<DirectoryInfo?>("--data") { Description = "Folder with train/ and test/, one folder a class. Without it, a set of skies is drawn." };
var network = new Option<int>("--network")
{
    Description = "1: 196,608→4. 2: →64→4, linear. 3: →128→64→32→4 with ReLU and dropout 0.5.",
    DefaultValueFactory = _ => 3,
};
var epochs = new Option<int>("--epochs") { Description = "Passes over the training images.", DefaultValueFactory = _ => 20 };
var batch = new Option<int>("--batch") { Description = "Images of a step.", DefaultValueFactory = _ => 64 };
var seed = new Option<int>("--seed") { Description = "Where all random numbers come from.", DefaultValueFactory = _ => 1 };
var output = new Option<DirectoryInfo>("--output")
{
    Description = "Folder for the model, the checkpoints and the history.",
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
var train = new RootCommand("Trains a neural network inside an ML.NET pipeline to tell four kinds of sky apart.") { data, network, epochs, batch, seed, output, report, live, tensorBoard };
train.SetAction(result => Shell.Run(cancellation => new WeatherRecipe(new WeatherOptions
{
    Data = result.GetValue(data)?.FullName,
    Network = result.GetValue(network),
    Epochs = result.GetValue(epochs),
    Batch = result.GetValue(batch),
    Seed = result.GetValue(seed),
    Output = result.GetValue(output)!.FullName,
    Report = result.GetResult(report) is null ? null : result.GetValue(report)?.FullName ?? Path.Combine(result.GetValue(output)!.FullName, "report.html"),
    LivePort = result.GetResult(live) is null ? null : result.GetValue(live) ?? 0,
    TensorBoard = result.GetResult(tensorBoard) is null ? null : result.GetValue(tensorBoard)?.FullName ?? Path.Combine(result.GetValue(output)!.FullName, "tensorboard"),
}).Run(cancellation)));

var model = new Option<FileInfo>("--model") { Description = "The saved model.", DefaultValueFactory = _ => new FileInfo("output/model.zip") };
var images = new Argument<FileInfo[]>("images") { Description = "The image files.", Arity = ArgumentArity.OneOrMore };
var predict = new Command("predict", "Names the class of images with a model that was saved before.") { model, images };
predict.SetAction(result => Shell.Run(_ =>
{
    using var classifier = new SkyClassifier(result.GetValue(model)!.FullName);
    foreach (FileInfo image in result.GetValue(images)!) Console.WriteLine(classifier.Describe(image.FullName));
}));
train.Subcommands.Add(predict);

return train.Parse(args).Invoke();
