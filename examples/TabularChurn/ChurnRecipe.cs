using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Trainers;

namespace TabularChurn;

/// <summary>Table to model: load, fill gaps, encode, normalise, train, evaluate, cross-validate, save; then use the saved model.</summary>
internal sealed class ChurnRecipe(int rows, int epochs, int folds, int seed, string output)
{
    private static readonly string[] Numbers = [nameof(Customer.Tenure), nameof(Customer.MonthlyCharge), nameof(Customer.SupportCalls), nameof(Customer.DataUsage)];
    private static readonly string[] Texts = [nameof(Customer.Contract), nameof(Customer.Payment), nameof(Customer.Region)];

    public void Run()
    {
        Directory.CreateDirectory(output);
        string table = Path.Combine(output, "customers.csv");
        CustomerTable.Write(table, rows, seed);

        var ml = new MLContext(seed);
        IDataView customers = ml.Data.LoadFromTextFile<Customer>(table, new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true });
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(customers, testFraction: 0.2, seed: seed);
        IEstimator<ITransformer> pipeline = Pipeline(ml);

        ITransformer model = pipeline.Fit(split.TrainSet);
        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), nameof(Customer.Churned));
        Console.WriteLine(Invariant($"On customers that were kept back: area under the ROC curve {metrics.AreaUnderRocCurve:0.000}, recall {metrics.PositiveRecall:0.000}, precision {metrics.PositivePrecision:0.000}."));
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());

        double[] areas = [.. ml.BinaryClassification.CrossValidate(customers, pipeline, folds, nameof(Customer.Churned)).Select(fold => fold.Metrics.AreaUnderRocCurve)];
        double mean = areas.Average();
        Console.WriteLine(Invariant(
            $"{folds}-fold cross-validation: area under the ROC curve {mean:0.000} ± {Math.Sqrt(areas.Sum(area => Math.Pow(area - mean, 2)) / (folds - 1)):0.000}."));

        string path = Path.Combine(output, "model.zip");
        ml.Model.Save(model, customers.Schema, path);
        UseSaved(path);
        Console.WriteLine($"Written to '{output}'.");
    }

    private IEstimator<ITransformer> Pipeline(MLContext ml) => ml.Transforms.ReplaceMissingValues([.. Numbers.Select(name => new InputOutputColumnPair(name))], MissingValueReplacingEstimator.ReplacementMode.Mean)
        .Append(ml.Transforms.Concatenate("Numbers", Numbers))
        .Append(ml.Transforms.NormalizeMeanVariance("Numbers"))
        .Append(ml.Transforms.Categorical.OneHotEncoding([.. Texts.Select(name => new InputOutputColumnPair(name))]))
        .Append(ml.Transforms.Concatenate("Features", ["Numbers", .. Texts]))
        .Append(ml.BinaryClassification.Trainers.MultilayerPerceptron(new MlpBinaryOptions
        {
            LabelColumnName = nameof(Customer.Churned),
            ExampleWeightColumnName = nameof(Customer.Weight),
            ClassWeights = ClassWeights.Balanced, // few leave: without it, the model would do well by saying that nobody does
            HiddenLayers = [32, 16],
            Dropout = 0.1f,
            Optimizer = new Sgd(0.02f),
            MaxEpochs = epochs,
            ValidationSetFraction = 0.15,
        }));

    private static void UseSaved(string path)
    {
        var ml = new MLContext();
        ITransformer model = ml.Model.Load(path, out _);
        using PredictionEngine<Customer, ChurnPrediction> engine = ml.Model.CreatePredictionEngine<Customer, ChurnPrediction>(model);
        var loyal = new Customer { Tenure = 60, MonthlyCharge = 30, SupportCalls = 0, DataUsage = 6, Contract = "two years", Payment = "debit", Region = "south" };
        var angry = new Customer { Tenure = 3, MonthlyCharge = 70, SupportCalls = 5, DataUsage = float.NaN, Contract = "monthly", Payment = "invoice", Region = "islands" };
        foreach ((string name, Customer customer) in new[] { ("loyal", loyal), ("angry", angry) })
        {
            ChurnPrediction prediction = engine.Predict(customer);
            Console.WriteLine(Invariant($"The saved model says of the {name} customer: {(prediction.PredictedLabel ? "leaves" : "stays")} (score {prediction.Probability:0.00})."));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
