using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Data;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Training.Checkpoints;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring.Heads;
using MLNetNeural.Trainers;

namespace MLNetNeural.Scoring;

/// <summary>Scores rows with a trained network: the base class of the transformers of all tasks.</summary>
public abstract class MlpTransformer : ISingleFeaturePredictionTransformer<MlpModel>, ICanSaveModel
{
    private readonly ModelPart _part;
    private readonly OutputHead _head;

    private protected MlpTransformer(IHostEnvironment environment, ModelPart part, MlpModel model, string featureColumnName, OutputHead head)
    {
        Environment = environment;
        _part = part;
        Model = model;
        FeatureColumnName = featureColumnName;
        _head = head;
    }

    /// <summary>The trained network.</summary>
    public MlpModel Model { get; }

    /// <summary>Column that the features are read from.</summary>
    public string FeatureColumnName { get; }

    /// <summary>Type of that column: a vector of Single or Byte, as in training. A network of one Single feature takes a plain Single as well.</summary>
    public DataViewType FeatureColumnType
        => new VectorDataViewType(Model.ByteFeatures is null ? NumberDataViewType.Single : NumberDataViewType.Byte, Model.Spec.Inputs);

    /// <summary>Column that gets the scores.</summary>
    public string ScoreColumnName => _head.ScoreColumnName;

    /// <summary>Every row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    private protected IHostEnvironment Environment { get; }

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

    void ICanSaveModel.Save(ModelSaveContext ctx) => MlpPayload.Save(ctx, _part, Model, body =>
    {
        body.Write(FeatureColumnName);
        _head.Write(body);
    });

    /// <summary>Loads what Save saved.</summary>
    /// <typeparam name="THead">What the outputs mean.</typeparam>
    /// <param name="loadContext">ML.NET's ModelLoadContext.</param>
    /// <param name="part">What it must be.</param>
    /// <param name="readHead">Reads it for so many outputs, as the version has it.</param>
    private protected static (MlpModel Model, string FeatureColumnName, THead Head) Load<THead>(object loadContext, ModelPart part, Func<BinaryReader, int, int, THead> readHead)
        where THead : OutputHead
    {
        string features = "";
        THead? head = null;
        MlpModel model = MlpPayload.Load(loadContext, part, (body, spec, version) =>
        {
            features = MlpPayload.ReadColumnName(body);
            head = readHead(body, spec.Outputs, version);
        });
        return (model, features, head!);
    }

    /// <summary>The model with the weights of a checkpoint of its training.</summary>
    private protected MlpModel ModelOfCheckpoint(string path)
    {
        INetwork network = new CpuEngine().CreateNetwork(Model.Spec);
        try
        {
            Checkpoint.ReadWeights(path, network);
            return Model.With(network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private ScoreColumns Columns(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var features = new FeatureColumn(inputSchema, FeatureColumnName);
        if (features.Size != Model.Spec.Inputs || features.Affine is null != Model.ByteFeatures is null)
        {
            throw new ArgumentException($"The feature column '{FeatureColumnName}' must be {FeatureColumnType} as in training, got {features.Column.Type}.");
        }

        return new ScoreColumns(Model, features, _head, inputSchema);
    }
}
