using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Data;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training.Checkpoints;
using MLNetNeural.Persistence;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores rows with a trained network: the probability of each class, and the most likely one.</summary>
public sealed class MlpMulticlassTransformer : ISingleFeaturePredictionTransformer<MlpModel>, ICanSaveModel
{
    private static readonly ModelPart Part = new("MLPMULTI", Version: 1, OldestReadable: 1, MulticlassLoader.LoaderName);

    private readonly IHostEnvironment _environment;
    private readonly KeyValues? _keyValues;

    internal MlpMulticlassTransformer(
        IHostEnvironment environment, MlpModel model, string featureColumnName, string scoreColumnName, string predictedLabelColumnName, KeyValues? keyValues)
    {
        _environment = environment;
        Model = model;
        FeatureColumnName = featureColumnName;
        ScoreColumnName = scoreColumnName;
        PredictedLabelColumnName = predictedLabelColumnName;
        _keyValues = keyValues;
    }

    /// <summary>The trained network.</summary>
    public MlpModel Model { get; }

    /// <summary>Column that the features are read from.</summary>
    public string FeatureColumnName { get; }

    /// <summary>Type of that column: a vector of Single or Byte, as in training.</summary>
    public DataViewType FeatureColumnType
        => new VectorDataViewType(Model.ByteFeatures is null ? NumberDataViewType.Single : NumberDataViewType.Byte, Model.Spec.Inputs);

    /// <summary>Column that gets the probabilities.</summary>
    public string ScoreColumnName { get; }

    /// <summary>Column that gets the most likely class.</summary>
    public string PredictedLabelColumnName { get; }

    /// <summary>Every row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The columns of scored data.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentException">The feature column is missing or of another type than in training.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Columns(inputSchema).OutputSchema;

    /// <summary>Scores a view, lazily and in blocks.</summary>
    /// <param name="input">Data with the feature column.</param>
    /// <exception cref="ArgumentException">The feature column is missing or of another type than in training.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ComputedView(input, Columns(input.Schema));
    }

    /// <summary>Scores single rows, as a prediction engine does.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <exception cref="ArgumentException">The feature column is missing or of another type than in training.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ComputedRowMapper(Columns(inputSchema));

    /// <summary>The same transformer with the weights of a checkpoint of its training.</summary>
    /// <remarks>Both transformers have weights of their own; dispose of <see cref="Model"/> to give a large network's memory back at once.</remarks>
    /// <param name="path">A file that training wrote to its workspace.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is cut short, or is of another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public MlpMulticlassTransformer WithCheckpoint(string path)
    {
        INetwork network = new CpuEngine().CreateNetwork(Model.Spec);
        try
        {
            Checkpoint.ReadWeights(path, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return new MlpMulticlassTransformer(
            _environment, new MlpModel(network, Model.ByteFeatures, Model.TrainingHistory), FeatureColumnName, ScoreColumnName, PredictedLabelColumnName, _keyValues);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => MlpPayload.Save(ctx, Part, Model, body =>
    {
        body.Write(FeatureColumnName);
        body.Write(ScoreColumnName);
        body.Write(PredictedLabelColumnName);
        body.Write(_keyValues is not null);
        _keyValues?.Write(body);
    });

    /// <summary>Loads what Save saved.</summary>
    internal static MlpMulticlassTransformer Load(IHostEnvironment environment, object loadContext)
    {
        string feature = "", score = "", predicted = "";
        KeyValues? keyValues = null;
        MlpModel model = MlpPayload.Load(loadContext, Part, (body, spec) =>
        {
            feature = MlpPayload.ReadColumnName(body);
            score = MlpPayload.ReadColumnName(body);
            predicted = MlpPayload.ReadColumnName(body);
            if (body.ReadBoolean()) keyValues = KeyValues.Read(body, spec.Outputs);
        });
        return new MlpMulticlassTransformer(environment.Register(nameof(MlpMulticlassTransformer)), model, feature, score, predicted, keyValues);
    }

    private MulticlassColumns Columns(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var features = new FeatureColumn(inputSchema, FeatureColumnName);
        if (features.Size != Model.Spec.Inputs || features.Affine is null != Model.ByteFeatures is null)
        {
            throw new ArgumentException($"The feature column '{FeatureColumnName}' must be {FeatureColumnType} as in training, got {features.Column.Type}.");
        }

        IEnumerable<DataViewSchema.DetachedColumn> added = MulticlassSchema.Columns(inputSchema, Model.Spec.Outputs, _keyValues, ScoreColumnName, PredictedLabelColumnName);
        return new MulticlassColumns(Model, features, added, inputSchema);
    }
}
