using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers;

namespace MLNetNeural.ModelProcess;

/// <summary>A model of many weights that has hardly been trained: how long it takes to save, and a file to measure loading with.</summary>
public static class LargeModel
{
    /// <summary>Trains one epoch on a few rows, saves, and writes what saving took.</summary>
    public static void Train(string file, int inputs, int units)
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        Row[] rows = [.. Enumerable.Range(0, 4).Select(i =>
        {
            byte[] features = new byte[inputs];
            random.NextBytes(features);
            return new Row { Label = (uint)(i % 2), Features = features };
        })];
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, inputs);
        IDataView view = ml.Data.LoadFromEnumerable(rows, definition);
        ITransformer model = ml.MulticlassClassification.Trainers.MultilayerPerceptron(
            new MlpMulticlassOptions { HiddenLayers = [units], MaxEpochs = 1 }).Fit(view);

        Effort.Of(() => ml.Model.Save(model, view.Schema, file)).Print();
    }

    private sealed class Row
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType]
        public byte[] Features { get; set; } = [];
    }
}
