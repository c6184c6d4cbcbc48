using MLNetNeural.Networks.Training;

namespace MLNetNeural.Persistence;

/// <summary>A training history inside a model.</summary>
internal static class HistoryPayload
{
    public static void Write(BinaryWriter writer, TrainingHistory history)
    {
        writer.Write(history.Epochs.Length);
        foreach (EpochMetrics epoch in history.Epochs)
        {
            writer.Write(epoch.EpochIndex);
            writer.Write(epoch.LearningRate);
            writer.Write(epoch.TrainingLoss);
            WriteOptional(writer, epoch.TrainingAccuracy);
            WriteOptional(writer, epoch.ValidationLoss);
            WriteOptional(writer, epoch.ValidationAccuracy);
            writer.Write(epoch.IsBest);
            writer.Write(epoch.Elapsed.Ticks);
        }
    }

    public static TrainingHistory Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0) throw new InvalidDataException($"The model's history has {count} epochs.");
        var epochs = new List<EpochMetrics>();
        for (int e = 0; e < count; e++)
        {
            epochs.Add(new EpochMetrics(
                reader.ReadInt32(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                ReadOptional(reader),
                ReadOptional(reader),
                ReadOptional(reader),
                reader.ReadBoolean(),
                TimeSpan.FromTicks(reader.ReadInt64())));
        }

        return new TrainingHistory([.. epochs]);
    }

    private static void WriteOptional(BinaryWriter writer, double? value)
    {
        writer.Write(value.HasValue);
        if (value is { } figure) writer.Write(figure);
    }

    private static double? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadDouble() : null;
}
