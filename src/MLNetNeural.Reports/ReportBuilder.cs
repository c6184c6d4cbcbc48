using System.Globalization;
using Microsoft.ML;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Html;
using MLNetNeural.Scoring;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>Gathers a report of a model.</summary>
internal sealed class ReportBuilder
{
    // An image takes 4 bytes of base64 a pixel at most. These budgets keep a report below 3 MB whatever the images are, as long as nobody asks for more of them.
    private const int TrainingBudget = 1_300_000, WrongBudget = 650_000, WeightBudget = 500_000;
    private const int LargestSide = 96, SmallestSide = 32;

    private readonly ModelParts _parts;
    private readonly ReportOptions _options;
    private readonly MlpModel _model;
    private readonly string _label;

    /// <exception cref="ArgumentException">The model has no network of this library.</exception>
    public ReportBuilder(ITransformer model, ReportOptions options)
    {
        _parts = ModelParts.Of(model);
        _options = options;
        _model = _parts.Network.Model;
        Trained = options.TrainerOptions ?? _model.Run?.Options;
        _label = options.LabelColumnName ?? Trained?.LabelColumnName ?? "Label";
    }

    private MlpOptions? Trained { get; }

    private ReportTask Task => _parts.Network switch
    {
        MlpMulticlassTransformer => ReportTask.Multiclass,
        MlpBinaryTransformer { Head.Labels: not null } => ReportTask.MultiLabel,
        MlpBinaryTransformer => ReportTask.Binary,
        _ => ReportTask.Regression,
    };

    /// <summary>Reads the data and computes everything.</summary>
    public ReportData Build()
    {
        ImageSheet? training = _options.TrainingData is { } data && _options.TrainingImages > 0
            ? TrainingSheet.Of(_parts, data, _label, _options.ImageShape, _options.TrainingImages, images => SizeOf(images, _options.TrainingImages, TrainingBudget))
            : null;
        (ReportEvaluation? evaluation, ImageSheet? wrong, DataViewSchema.Column? features) = Evaluate();
        FeatureImages? seen = Images(features);
        return new ReportData
        {
            Title = _options.Title,
            Task = Task,
            Facts = Facts(seen, evaluation),
            Layers = ReportLayer.Of(_model.Spec, seen?.Description, RunFacts.Output(Task, _parts.Network is MlpRegressionTransformer { Head.AreLogarithms: true })),
            Options = Trained is null ? [] : RunFacts.Of(Trained),
            History = ReportHistory.Of(_model.TrainingHistory, Trained?.MaxEpochs),
            Evaluation = evaluation,
            TrainingImages = training,
            WrongImages = wrong,
            WeightImages = seen is null || _options.WeightImages == 0
                ? null
                : WeightSheet.Of(_model.Network, seen, _options.WeightImages, SizeOf(seen, Math.Min(_options.WeightImages, _model.Spec.Layers[0].Units), WeightBudget), _model.Spec.Layers.Length == 1 ? ClassNamesOrNumbers() : null),
        };
    }

    private (ReportEvaluation? Evaluation, ImageSheet? Wrong, DataViewSchema.Column? Features) Evaluate()
    {
        if (_options.TestData is not { } test) return (null, null, null);
        IDataView prepared = _parts.Prepare(test);
        DataViewSchema.Column features = TrainingSheet.FeatureColumnOf(prepared, _parts);
        FeatureImages? images = _options.WrongImages > 0 ? FeatureImages.Of(features, _parts.Loader, _options.ImageShape) : null;
        bool showsFeature = Task == ReportTask.Regression && _model.Spec.Inputs == 1, showsImages = images is not null && Task is ReportTask.Multiclass or ReportTask.Binary;
        WrongRows? wrong = showsImages ? new WrongRows(images!, _options.WrongImages, SizeOf(images!, _options.WrongImages, WrongBudget)) : null;
        using var rows = new ScoredRows(prepared, _parts.Network, _label, showsFeature || wrong is not null, _parts.Loader);
        ReportEvaluation evaluation = _parts.Network switch
        {
            MlpMulticlassTransformer multiclass => TestEvaluation.Multiclass(rows, ClassNamesOrNumbers()!, multiclass.Head.KeyValues is not null, wrong),
            MlpBinaryTransformer { Head.Labels: { } labels } binary => TestEvaluation.MultiLabel(rows, binary.Head.LabelNames?.ToTexts() ?? Numbers(labels)),
            MlpBinaryTransformer => TestEvaluation.Binary(rows, wrong),
            MlpRegressionTransformer regression => TestEvaluation.Regression(
                rows,
                regression.Head.Values is { } values ? regression.Head.ValueNames?.ToTexts() ?? Numbers(values) : null,
                output => MedianOf(regression, output),
                showsFeature ? features.Name : null,
                _options.Points),
            { } other => throw new InvalidOperationException($"A report does not know the task of {other.GetType().Name}."),
        };
        return (evaluation, wrong?.ToSheet(), features);
    }

    /// <summary>How features are images, by the test data, or where there are none, by what makes the features, or by what the user says.</summary>
    private FeatureImages? Images(DataViewSchema.Column? features)
    {
        if (features is { } column) return FeatureImages.Of(column, _parts.Loader, _options.ImageShape);
        if (_options.ImageShape is { } told)
        {
            var images = new FeatureImages(told, _model.ByteFeatures is not null, null);
            return images.Length == _model.Spec.Inputs ? images : throw new ArgumentException(
                $"ReportOptions.ImageShape is {images.Description}, {images.Length} numbers, but the network has {_model.Spec.Inputs} inputs: correct it or leave it out.");
        }

        if (_parts.Loader is not { } loader) return null;
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(loader.OutputColumn.Name, loader.OutputColumn.Type, loader.OutputColumn.Annotations);
        return FeatureImages.Of(builder.ToSchema()[0], loader, null);
    }

    private ReportFact[] Facts(FeatureImages? images, ReportEvaluation? evaluation)
    {
        TrainingStart? start = _model.Run?.Start;
        return
        [
            .. _options.DataDescription is { } description ? [new("Data", description)] : Array.Empty<ReportFact>(),
            .. RunFacts.Rows(start, evaluation?.Rows),
            .. RunFacts.Columns(_model.Spec, _parts.Network.FeatureColumnName, images?.Description, _label, Task),
            .. start is null ? [] : RunFacts.Origin(start),
            .. RunFacts.OfProcess(),
            new("Written", string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.Now:yyyy-MM-dd HH:mm zzz}")),
        ];
    }

    private IReadOnlyList<string>? ClassNamesOrNumbers() => _parts.Network is MlpMulticlassTransformer multiclass ? multiclass.Head.KeyValues?.ToTexts() ?? Numbers(multiclass.Head.Classes) : null;

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The score of an output: of several quantiles, the one nearest to the median.</summary>
    private static int MedianOf(MlpRegressionTransformer regression, int output)
    {
        if (regression.Head.Quantiles is not { IsEmpty: false } quantiles) return output;
        int median = Enumerable.Range(0, quantiles.Length).MinBy(q => Math.Abs(quantiles[q] - 0.5f));
        return (output * quantiles.Length) + median;
    }

    private static (int Width, int Height) SizeOf(FeatureImages images, int count, int budget)
        => images.Fit(Math.Clamp((int)Math.Sqrt(budget / (4.0 * Math.Max(1, count))), SmallestSide, LargestSide));
}
