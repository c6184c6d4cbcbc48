using System.Globalization;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.Html;

/// <summary>A layer of the drawing of a network.</summary>
/// <param name="Name">"Input", "Hidden 1", "Output".</param>
/// <param name="Units">Number of units; null where it is known only after the data are read.</param>
internal sealed record ReportLayer(string Name, int? Units)
{
    /// <summary>The element-wise function and what else is done to the units, such as "ReLU", "dropout 0.5".</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Number of parameters; null for inputs and where it is not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>The layers of a network.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="input">What the features are, such as "256×256 RGB"; null for nothing.</param>
    /// <param name="output">What the outputs become, such as "softmax"; null for nothing.</param>
    public static IReadOnlyList<ReportLayer> Of(MlpSpec spec, string? input, string? output)
    {
        List<ReportLayer> layers = [new("Input", spec.Inputs) { Details = [.. Present(input), .. Dropout(spec.InputDropout)] }];
        for (int l = 0; l < spec.Layers.Length; l++)
        {
            DenseLayer layer = spec.Layers[l];
            bool isLast = l == spec.Layers.Length - 1;
            var part = new MlpSpec(spec.InputsOf(l), [layer with { Dropout = 0, Normalization = Normalization.None }]);
            long normalization = layer.Normalization is { Kind: not NormalizationKind.None, IsAffine: true } ? 2L * layer.Units : 0;
            layers.Add(new ReportLayer(isLast ? "Output" : $"Hidden {l + 1}", layer.Units)
            {
                Details = isLast && output is not null ? [output] : DetailsOf(layer),
                Parameters = part.ParameterCount + normalization,
            });
        }

        return layers;
    }

    /// <summary>The layers that options ask for; inputs, outputs and counts are known only when the data are.</summary>
    public static IReadOnlyList<ReportLayer> Of(MlpOptions options)
    {
        List<ReportLayer> layers = [new("Input", null) { Details = [.. Dropout(options.InputDropout)] }];
        foreach (HiddenLayer hidden in options.HiddenLayers)
        {
            layers.Add(new ReportLayer($"Hidden {layers.Count}", hidden.Units) { Details = DetailsOf(hidden.ToDense(options.Activation, options.Dropout, options.Normalization)) });
        }

        layers.Add(new ReportLayer("Output", null));
        return layers;
    }

    private static string[] DetailsOf(DenseLayer layer)
    {
        string activation = layer.Activation.Kind switch
        {
            ActivationKind.Identity => "linear",
            ActivationKind.Relu => "ReLU",
            ActivationKind.LeakyRelu => string.Create(CultureInfo.InvariantCulture, $"leaky ReLU {layer.Activation.Slope:0.####}"),
            ActivationKind.Elu => string.Create(CultureInfo.InvariantCulture, $"ELU {layer.Activation.Slope:0.####}"),
            ActivationKind.Selu => "SELU",
            ActivationKind.Gelu => "GELU",
            ActivationKind.Silu => "SiLU",
            { } kind => kind.ToString().ToLowerInvariant(),
        };
        string[] normalization = layer.Normalization.Kind == NormalizationKind.None ? [] : [$"{layer.Normalization.Kind.ToString().ToLowerInvariant()} norm"];
        return [activation, .. normalization, .. Dropout(layer.Dropout), .. layer.UseBias ? Array.Empty<string>() : ["no bias"]];
    }

    private static string[] Dropout(float probability) => probability == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"dropout {probability:0.##}")];

    private static string[] Present(string? text) => text is null ? [] : [text];
}
