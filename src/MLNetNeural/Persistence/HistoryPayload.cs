using MLNetNeural.Networks.Training;

namespace MLNetNeural.Persistence;

/// <summary>A training history inside a model.</summary>
internal static class HistoryPayload
{
    public static void Write(BinaryWriter writer, TrainingHistory history)
    {
        writer.Write((byte)(history.StopReason is { } reason ? reason + 1 : 0));
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

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="version">Version of the model; the first had no reason why training ended.</param>
    /// <exception cref="InvalidDataException">A figure is impossible.</exception>
    public static TrainingHistory Read(BinaryReader reader, int version)
    {
        StopReason? stopReason = version >= 2 ? ReadReason(reader) : null;
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

        return new TrainingHistory([.. epochs]) { StopReason = stopReason };
    }

    private static StopReason? ReadReason(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        if (code == 0) return null;
        var reason = (StopReason)(code - 1);
        return Enum.IsDefined(reason) ? reason : throw new InvalidDataException($"The model's history ended for the unknown reason {code}.");
    }

    private static void WriteOptional(BinaryWriter writer, double? value)
    {
        writer.Write(value.HasValue);
        if (value is { } figure) writer.Write(figure);
    }

    private static double? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadDouble() : null;
}
