using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace WeatherImages;

/// <summary>What a program does that was given the model alone: load it into a context of its own, and ask about images.</summary>
internal sealed class SkyClassifier : IDisposable
{
    private readonly PredictionEngine<ImageRow, SkyPrediction> _engine;
    private readonly string[] _classes;

    /// <summary>Loads a model.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model, or is damaged.</exception>
    public SkyClassifier(string modelPath)
    {
        if (!File.Exists(modelPath)) throw new FileNotFoundException($"The model '{modelPath}' does not exist: train one first, or name it with --model.", modelPath);
        var ml = new MLContext();
        _engine = ml.Model.CreatePredictionEngine<ImageRow, SkyPrediction>(Load(ml, modelPath));
        VBuffer<ReadOnlyMemory<char>> names = default;
        _engine.OutputSchema["Score"].GetSlotNames(ref names);
        _classes = [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>An image's class and the probability of each: "'a.jpg': Rain (Cloudy 0.100, Rain 0.850, …)".</summary>
    public string Describe(string image)
    {
        SkyPrediction prediction = _engine.Predict(new ImageRow { ImagePath = image });
        IEnumerable<string> shares = _classes.Zip(prediction.Score, (name, share) => string.Create(CultureInfo.InvariantCulture, $"{name} {share:0.000}"));
        return $"'{image}': {prediction.PredictedLabel} ({string.Join(", ", shares)})";
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private static ITransformer Load(MLContext ml, string path)
    {
        try
        {
            return ml.Model.Load(path, out _);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or TargetInvocationException)
        {
            throw new InvalidDataException($"The model '{path}' cannot be loaded: {e.GetBaseException().Message}", e);
        }
    }
}
