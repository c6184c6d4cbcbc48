using System.Collections.Immutable;
using System.Text.Json;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>One case of mlp_steps.json in this library's words.</summary>
internal sealed class MlpCase
{
    private static readonly JsonElement File = GoldenFile.Read("mlp_steps.json");

    private readonly JsonElement _json;

    private MlpCase(JsonElement json)
    {
        _json = json;
        (MissingFeature, Spec) = ReadSpec(json.GetProperty("modules"));
        (string? missing, Loss) = ReadLoss(json.GetProperty("loss"));
        MissingFeature ??= missing;
        (missing, Optimizer) = ReadOptimizer(json.GetProperty("optimizer"));
        MissingFeature ??= missing;
    }

    public static IReadOnlyList<MlpCase> All { get; } =
        [.. new[] { "cases", "norm_cases" }.SelectMany(list => File.GetProperty(list).EnumerateArray()).Select(json => new MlpCase(json))];

    public string Name => _json.GetProperty("name").GetString()!;

    /// <summary>What the library lacks for the case; null when it can be trained.</summary>
    public string? MissingFeature { get; }

    public MlpSpec? Spec { get; }

    public Loss? Loss { get; }

    public Optimizer? Optimizer { get; }

    public float? ClipNorm => Clip("norm", "max_norm");

    public float? ClipValue => Clip("value", "clip_value");

    public int BatchSize => _json.Integer("batch_size");

    public int Epochs => _json.Integer("epochs");

    public double[] Losses => _json.GetProperty("losses").Doubles();

    public double[] GradientNorms => _json.GetProperty("gradient_norms").Doubles();

    public float[] Predictions => _json.GetProperty("predictions").Singles();

    /// <summary>Whether a bias before a batch normalization makes all but the losses depend on rounding; see the notes of the figures.</summary>
    public bool ComparesLossesOnly => Name == "batchnorm_adamw_with_bias";

    /// <summary>The outputs of the first batch in training mode, before its step.</summary>
    public float[]? TrainModeOutputs => _json.TryGetProperty("train_mode_outputs_first_batch", out JsonElement outputs) ? outputs.Singles() : null;

    /// <summary>A tensor of "initial", "final" or "first_step_gradients" by this library's name for it; null where the set has it not.</summary>
    public float[]? Tensor(string set, string name)
    {
        string[] parts = name.Split('.'); // layers.{linear}.weight, norms.{its linear}.running_mean
        (int Index, string Kind)[] modules = [.. _json.GetProperty("modules").EnumerateArray().Select((module, index) => (index, module.Kind()))];
        int[] linears = [.. modules.Where(module => module.Kind == "linear").Select(module => module.Index)];
        int module = linears[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)];
        if (parts[0] == "norms") module = modules.First(m => m.Index > module && m.Kind is "batchnorm1d" or "layernorm").Index;
        if (!_json.GetProperty(set).TryGetProperty($"{module}.{parts[2]}", out JsonElement tensor)) return null;
        return tensor.Singles();
    }

    public SingleFeatures Features()
    {
        float[] x = Dataset.GetProperty("x").Singles();
        int columns = Dataset.GetProperty("x").GetProperty("shape")[1].GetInt32();
        var features = new SingleFeatures(columns);
        for (int row = 0; row < x.Length / columns; row++) features.Add(x.AsSpan(row * columns, columns));
        return features;
    }

    public Targets Targets()
    {
        JsonElement y = Dataset.GetProperty("y");
        return y.GetProperty("shape").GetArrayLength() == 1
            ? Networks.Features.Targets.OfClasses(y.Integers(), Spec!.Outputs)
            : Networks.Features.Targets.OfValues(y.Singles(), Spec!.Outputs);
    }

    /// <summary>A network with the case's initial parameters.</summary>
    public INetwork InitialNetwork(IEngine engine)
    {
        INetwork network = engine.CreateNetwork(Spec!);
        for (int t = 0; t < network.Infos.Count; t++) network.Write(t, 0, Tensor("initial", network.Infos[t].Name)!);
        return network;
    }

    public override string ToString() => Name;

    private JsonElement Dataset => File.GetProperty("datasets").GetProperty(_json.GetProperty("dataset").GetString()!);

    private float? Clip(string kind, string figure)
    {
        JsonElement clip = _json.GetProperty("clip");
        return clip.ValueKind != JsonValueKind.Null && clip.Kind() == kind ? clip.Single(figure) : null;
    }

    private static (string? Missing, MlpSpec? Spec) ReadSpec(JsonElement modules)
    {
        int inputs = 0;
        var layers = new List<DenseLayer>();
        foreach (JsonElement module in modules.EnumerateArray())
        {
            switch (module.Kind())
            {
                case "linear":
                    if (layers.Count == 0) inputs = module.Integer("in");
                    layers.Add(new DenseLayer(module.Integer("out")) { Activation = Activation.Identity, UseBias = module.GetProperty("bias").GetBoolean() });
                    break;
                case "identity": break;
                case "batchnorm1d":
                case "layernorm":
                    layers[^1] = layers[^1] with { Normalization = ReadNormalization(module, layers[^1]) };
                    break;
                case "relu": layers[^1] = layers[^1] with { Activation = Activation.Relu }; break;
                case "leaky_relu": layers[^1] = layers[^1] with { Activation = Activation.LeakyRelu() }; break;
                case "sigmoid": layers[^1] = layers[^1] with { Activation = Activation.Sigmoid }; break;
                case "tanh": layers[^1] = layers[^1] with { Activation = Activation.Tanh }; break;
                case "elu": layers[^1] = layers[^1] with { Activation = Activation.Elu() }; break;
                case "selu": layers[^1] = layers[^1] with { Activation = Activation.Selu }; break;
                case "gelu": layers[^1] = layers[^1] with { Activation = Activation.Gelu }; break;
                case "silu": layers[^1] = layers[^1] with { Activation = Activation.Silu }; break;
                case "softplus": layers[^1] = layers[^1] with { Activation = Activation.Softplus }; break;
                default: return (module.Kind(), null);
            }
        }

        return (null, new MlpSpec(inputs, layers));
    }

    private static Normalization ReadNormalization(JsonElement module, DenseLayer layer)
    {
        bool isBatch = module.Kind() == "batchnorm1d";
        Normalization normalization = (isBatch ? Normalization.Batch : Normalization.Layer) with
        {
            Epsilon = module.Single("eps"),
            IsAffine = module.GetProperty("affine").GetBoolean(),
            AfterActivation = layer.Activation != Activation.Identity,
        };
        if (!isBatch) return normalization;
        JsonElement momentum = module.GetProperty("momentum");
        return normalization with { Momentum = momentum.ValueKind == JsonValueKind.Null ? null : (float)momentum.GetDouble() };
    }

    private static (string? Missing, Loss? Loss) ReadLoss(JsonElement loss) => loss.Kind() switch
    {
        "cross_entropy" => (null, new CrossEntropy { ClassWeights = Weights(loss.GetProperty("weight")), LabelSmoothing = loss.Single("label_smoothing") }),
        "mse" => (null, new MeanSquaredError()),
        "l1" => (null, new MeanAbsoluteError()),
        "smooth_l1" => (null, new SmoothL1(loss.Single("beta"))),
        "huber" => (null, new Huber(loss.Single("delta"))),
        "bce_with_logits" => (null, new BinaryCrossEntropy { PositiveWeights = Weights(loss.GetProperty("pos_weight")) }),
        _ => (loss.Kind(), null),
    };

    private static ImmutableArray<float> Weights(JsonElement weights)
        => weights.ValueKind == JsonValueKind.Null ? [] : [.. weights.Doubles().Select(weight => (float)weight)];

    private static (string? Missing, Optimizer? Optimizer) ReadOptimizer(JsonElement optimizer) => optimizer.Kind() switch
    {
        "sgd" => (null, new Sgd(optimizer.Single("lr"), optimizer.Single("momentum"))
        {
            Dampening = optimizer.Single("dampening"),
            Nesterov = optimizer.GetProperty("nesterov").GetBoolean(),
            WeightDecay = optimizer.Single("weight_decay"),
        }),
        "adam" => (null, new Adam(optimizer.Single("lr"))
        {
            Beta1 = Beta(optimizer, 0),
            Beta2 = Beta(optimizer, 1),
            Epsilon = optimizer.Single("eps"),
            WeightDecay = optimizer.Single("weight_decay"),
            AmsGrad = optimizer.GetProperty("amsgrad").GetBoolean(),
        }),
        "adamw" => (null, new AdamW(optimizer.Single("lr"), optimizer.Single("weight_decay"))
        {
            Beta1 = Beta(optimizer, 0),
            Beta2 = Beta(optimizer, 1),
            Epsilon = optimizer.Single("eps"),
            AmsGrad = optimizer.GetProperty("amsgrad").GetBoolean(),
        }),
        "adamax" => (null, new Adamax(optimizer.Single("lr"))
        {
            Beta1 = Beta(optimizer, 0),
            Beta2 = Beta(optimizer, 1),
            Epsilon = optimizer.Single("eps"),
            WeightDecay = optimizer.Single("weight_decay"),
        }),
        "rmsprop" => (null, new RmsProp(optimizer.Single("lr"), optimizer.Single("momentum"))
        {
            Alpha = optimizer.Single("alpha"),
            Epsilon = optimizer.Single("eps"),
            WeightDecay = optimizer.Single("weight_decay"),
            Centered = optimizer.GetProperty("centered").GetBoolean(),
        }),
        "adagrad" => (null, new Adagrad(optimizer.Single("lr"))
        {
            LearningRateDecay = optimizer.Single("lr_decay"),
            InitialAccumulator = optimizer.Single("initial_accumulator_value"),
            Epsilon = optimizer.Single("eps"),
            WeightDecay = optimizer.Single("weight_decay"),
        }),
        "adadelta" => (null, new Adadelta(optimizer.Single("lr"))
        {
            Rho = optimizer.Single("rho"),
            Epsilon = optimizer.Single("eps"),
            WeightDecay = optimizer.Single("weight_decay"),
        }),
        _ => (optimizer.Kind(), null),
    };

    private static float Beta(JsonElement optimizer, int index) => (float)optimizer.GetProperty("betas")[index].GetDouble();
}
