using System.CommandLine;
using Examples;
using WeatherImages;

var data = new Option<DirectoryInfo?>("--data") { Description = "Folder with train/ and test/, one folder a class. Without it, a set of skies is drawn." };
var network = new Option<int>("--network")
{
    Description = "1: 196,608→4. 2: →64→4, linear. 3: →128→64→32→4 with ReLU and dropout 0.5.",
    DefaultValueFactory = _ => 3,
};
var epochs = new Option<int>("--epochs") { Description = "Passes over the training images.", DefaultValueFactory = _ => 20 };
var batch = new Option<int>("--batch") { Description = "Images of a step.", DefaultValueFactory = _ => 64 };
var common = new CommonOptions();
var train = new RootCommand("Trains a neural network inside an ML.NET pipeline to tell four kinds of sky apart.") { data, network, epochs, batch };
common.AddTo(train);
train.SetAction(result => Shell.Run(cancellation => new WeatherRecipe(common.Read(result), new WeatherOptions
{
    Data = result.GetValue(data)?.FullName,
    Network = result.GetValue(network),
    Epochs = result.GetValue(epochs),
    Batch = result.GetValue(batch),
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
