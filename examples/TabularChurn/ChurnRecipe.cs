using Examples;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetNeural.Networks.Optimizers;
using MLNetNeural.Reports;
using MLNetNeural.Trainers;
using static System.FormattableString;

namespace TabularChurn;

/// <summary>Table to model: load, fill gaps, encode, normalize, train, evaluate, cross-validate, save; then use the saved model.</summary>
internal sealed class ChurnRecipe(RunOptions run, ChurnOptions options)
{
    private static readonly string[] Numbers = [nameof(Customer.Tenure), nameof(Customer.MonthlyCharge), nameof(Customer.SupportCalls), nameof(Customer.DataUsage)];
    private static readonly string[] Texts = [nameof(Customer.Contract), nameof(Customer.Payment), nameof(Customer.Region)];

    public void Run(CancellationToken cancellation)
    {
        options.Check();
        Directory.CreateDirectory(run.Output);
        string table = options.Data ?? run.File("customers.csv");
        if (options.Data is null) CustomerTable.Write(table, options.Rows, run.Seed);

        MLContext ml = run.CreateContext();
        IDataView customers = CustomerTable.Load(ml, table);
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(customers, testFraction: 0.2, seed: run.Seed);
        using var reporters = new RunReporters(run, "Who leaves?", "customers");

        ITransformer model = Pipeline(ml, cancellation, reporters.All).Fit(split.TrainSet);
        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), nameof(Customer.Churned));
        Console.WriteLine(Invariant($"On customers that were kept back: area under the ROC curve {metrics.AreaUnderRocCurve:0.000}, accuracy {metrics.Accuracy:0.000}."));
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable().Trim());

        double[] areas = [.. ml.BinaryClassification.CrossValidate(customers, Pipeline(ml, cancellation), options.Folds, nameof(Customer.Churned)).Select(fold => fold.Metrics.AreaUnderRocCurve)];
        double mean = areas.Average();
        Console.WriteLine(Invariant(
            $"{options.Folds}-fold cross-validation: area under the ROC curve {mean:0.000} ± {Math.Sqrt(areas.Sum(area => Math.Pow(area - mean, 2)) / (options.Folds - 1)):0.000}."));

        string path = run.File("model.zip");
        ml.Model.Save(model, customers.Schema, path);
        UseSaved(path);
        run.WriteReport(model, new ReportOptions { Title = "Who leaves?", DataDescription = Path.GetFileName(table), TestData = split.TestSet });
        Console.WriteLine($"Written to '{run.Output}'.");
    }

    private IEstimator<ITransformer> Pipeline(MLContext ml, CancellationToken cancellation, params ITrainingReporter[] reporters) => ml.Transforms
        .ReplaceMissingValues([.. Numbers.Select(name => new InputOutputColumnPair(name))], MissingValueReplacingEstimator.ReplacementMode.Mean)
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
            MaxEpochs = options.Epochs,
            ValidationSetFraction = 0.15,
            CancellationToken = cancellation,
        }.ReportTo(reporters)));

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
}
