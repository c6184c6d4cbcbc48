using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MLNetNeural.Networks.Training.Checkpoints;

/// <summary>
/// A run as JSON: {"steps":40,"best":"best_checkpoint_epoch_3","options":{"BatchSize":"64"},"epochs":[[0,0.01,1.2,0.4,1.1,0.5,true,1234567]]}.
/// The metrics of an epoch come in the order of the record <see cref="EpochMetrics"/>, the time in ticks of 100 ns.
/// </summary>
internal static class RunJson
{
    public static string Write(RunRecord run)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("steps", run.Steps);
            json.WriteString("best", run.Best);
            json.WriteStartObject("options");
            foreach ((string name, string value) in run.Options) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray("epochs");
            foreach (EpochMetrics epoch in run.Epochs)
            {
                json.WriteStartArray();
                json.WriteNumberValue(epoch.EpochIndex);
                WriteFigure(json, epoch.LearningRate);
                WriteFigure(json, epoch.TrainingLoss);
                WriteFigure(json, epoch.TrainingAccuracy);
                WriteFigure(json, epoch.ValidationLoss);
                WriteFigure(json, epoch.ValidationAccuracy);
                json.WriteBooleanValue(epoch.IsBest);
                json.WriteNumberValue(epoch.Elapsed.Ticks);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="InvalidDataException">The text is not what <see cref="Write"/> gives.</exception>
    public static RunRecord Read(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            JsonElement root = json.RootElement;
            return new RunRecord(
                root.GetProperty("steps").GetInt32(),
                root.GetProperty("best").GetString(),
                root.GetProperty("options").EnumerateObject().ToDictionary(option => option.Name, option => option.Value.GetString()!),
                [.. root.GetProperty("epochs").EnumerateArray().Select(epoch => new EpochMetrics(
                    epoch[0].GetInt32(),
                    ReadFigure(epoch[1])!.Value,
                    ReadFigure(epoch[2])!.Value,
                    ReadFigure(epoch[3]),
                    ReadFigure(epoch[4]),
                    ReadFigure(epoch[5]),
                    epoch[6].GetBoolean(),
                    TimeSpan.FromTicks(epoch[7].GetInt64())))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The description of the run cannot be read: {e.Message}", e);
        }
    }

    /// <summary>All bits of a figure; JSON has no number for infinity and NaN, which a validation loss can be.</summary>
    private static void WriteFigure(Utf8JsonWriter json, double? figure)
    {
        if (figure is not { } value) json.WriteNullValue();
        else if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static double? ReadFigure(JsonElement figure) => figure.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => double.Parse(figure.GetString()!, CultureInfo.InvariantCulture),
        _ => figure.GetDouble(),
    };
}
