using System.CommandLine;
using Examples;
using TabularChurn;

var data = new Option<FileInfo?>("--data") { Description = "A table with the columns of the generated one, in any order. Without it, one is generated." };
var rows = new Option<int>("--rows") { Description = "Customers in the table that is generated.", DefaultValueFactory = _ => 5000 };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training rows.", DefaultValueFactory = _ => 30 };
var folds = new Option<int>("--folds") { Description = "Parts of the cross-validation.", DefaultValueFactory = _ => 5 };
var common = new CommonOptions();
var train = new RootCommand("Predicts which customers leave, from a table of texts and numbers with gaps.") { data, rows, epochs, folds };
common.AddTo(train);
train.SetAction(result => Shell.Run(cancellation => new ChurnRecipe(common.Read(result), new ChurnOptions
{
    Data = result.GetValue(data)?.FullName,
    Rows = result.GetValue(rows),
    Epochs = result.GetValue(epochs),
    Folds = result.GetValue(folds),
}).Run(cancellation)));

return train.Parse(args).Invoke();
