using System.Buffers;
using System.Text;
using System.Text.Json;
using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Persistence;

/// <summary>
/// A network's shape as JSON: {"inputs":7,"layers":[{"units":3,"activation":"Relu","slope":0,"dropout":0.5,"bias":true}]}. An
/// "inputDropout" and a layer's "normalization" are there only where the network has them.
/// </summary>
public static class SpecJson
{
    /// <summary>The JSON of a spec.</summary>
    public static string Write(MlpSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("inputs", spec.Inputs);
            if (spec.InputDropout > 0) json.WriteNumber("inputDropout", spec.InputDropout);
            json.WriteStartArray("layers");
            foreach (DenseLayer layer in spec.Layers)
            {
                json.WriteStartObject();
                json.WriteNumber("units", layer.Units);
                json.WriteString("activation", layer.Activation.Kind.ToString());
                json.WriteNumber("slope", layer.Activation.Slope);
                json.WriteNumber("dropout", layer.Dropout);
                json.WriteBoolean("bias", layer.UseBias);
                if (layer.Normalization.Kind != NormalizationKind.None) WriteNormalization(json, layer.Normalization);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The spec of some JSON.</summary>
    /// <exception cref="InvalidDataException">The text is not what <see cref="Write"/> gives, or describes no possible network.</exception>
    public static MlpSpec Read(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return new MlpSpec(
                Member(json.RootElement, "inputs").GetInt32(),
                Member(json.RootElement, "layers").EnumerateArray().Select(layer => new DenseLayer(Member(layer, "units").GetInt32())
                {
                    Activation = Activation.Of(
                        Enum.Parse<ActivationKind>(Member(layer, "activation").GetString()!),
                        Member(layer, "slope").GetSingle()),
                    Dropout = Member(layer, "dropout").GetSingle(),
                    UseBias = Member(layer, "bias").GetBoolean(),
                    Normalization = layer.TryGetProperty("normalization", out JsonElement normalization) ? ReadNormalization(normalization) : Normalization.None,
                }),
                json.RootElement.TryGetProperty("inputDropout", out JsonElement inputDropout) ? inputDropout.GetSingle() : 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"The description of the network cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Checks, before memory is allocated for a network that a file describes, that the file is large enough for its weights.</summary>
    /// <param name="spec">What the file says.</param>
    /// <param name="availableBytes">Bytes that are there for weights, at most.</param>
    /// <exception cref="InvalidDataException">The weights need more.</exception>
    public static void RequireWeights(MlpSpec spec, long availableBytes)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Int128 weights = 0; // a long would overflow for three layers of absurd sizes
        for (int l = 0; l < spec.Layers.Length; l++) weights += ((Int128)spec.InputsOf(l) + (spec.Layers[l].UseBias ? 1 : 0)) * spec.Layers[l].Units;
        if (weights * sizeof(float) > availableBytes)
        {
            throw new InvalidDataException($"The network {spec} needs {weights * sizeof(float)} bytes of weights, and there are {availableBytes}.");
        }
    }

    private static void WriteNormalization(Utf8JsonWriter json, Normalization normalization)
    {
        json.WriteStartObject("normalization");
        json.WriteString("kind", normalization.Kind.ToString());
        json.WriteNumber("epsilon", normalization.Epsilon);
        if (normalization.Momentum is { } momentum) json.WriteNumber("momentum", momentum);
        else json.WriteNull("momentum");
        json.WriteBoolean("affine", normalization.IsAffine);
        json.WriteBoolean("afterActivation", normalization.AfterActivation);
        json.WriteEndObject();
    }

    private static Normalization ReadNormalization(JsonElement json) => Normalization.Of(Enum.Parse<NormalizationKind>(Member(json, "kind").GetString()!)) with
    {
        Epsilon = Member(json, "epsilon").GetSingle(),
        Momentum = Member(json, "momentum").ValueKind == JsonValueKind.Null ? null : Member(json, "momentum").GetSingle(),
        IsAffine = Member(json, "affine").GetBoolean(),
        AfterActivation = Member(json, "afterActivation").GetBoolean(),
    };

    private static JsonElement Member(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement member) ? member : throw new FormatException($"it lacks '{name}'.");
}
