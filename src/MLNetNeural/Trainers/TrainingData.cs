using Microsoft.ML;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers;

/// <summary>The rows of a view that have a label: features in a store, classes beside them.</summary>
internal sealed class TrainingData : IDisposable
{
    private TrainingData(FeatureStore features, int[] classes, int classCount, long unlabelled)
    {
        Features = features;
        Targets = Targets.OfClasses(classes, classCount);
        Unlabelled = unlabelled;
    }

    public FeatureStore Features { get; }

    public Targets Targets { get; }

    /// <summary>Rows that were left out because their label is missing.</summary>
    public long Unlabelled { get; }

    /// <summary>Reads a view once, in the order of its rows.</summary>
    /// <exception cref="InvalidOperationException">No row has a label, or a feature is missing.</exception>
    public static TrainingData ReadClasses(IDataView view, FeatureColumn featureColumn, DataViewSchema.Column labelColumn, int classCount, FeatureMemory memory, CancellationToken cancellationToken)
    {
        FeatureStore features = featureColumn.CreateStore(memory);
        try
        {
            using DataViewRowCursor cursor = view.GetRowCursor([featureColumn.Column, labelColumn]);
            Action append = featureColumn.Appender(cursor, features, rejectMissing: true);
            Func<long> label = KeyReader(cursor, labelColumn);
            var classes = new List<int>();
            long unlabelled = 0;
            while (cursor.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                long key = label();
                if (key <= 0 || key > classCount)
                {
                    unlabelled++;
                    continue;
                }

                append();
                classes.Add((int)(key - 1));
            }

            if (classes.Count == 0) throw new InvalidOperationException("Training set has 0 instances, aborting training.");
            return new TrainingData(features, [.. classes], classCount, unlabelled);
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    public void Dispose() => Features.Dispose();

    /// <summary>Reads the raw value of a key column, whatever its width: 1-based, 0 for missing.</summary>
    private static Func<long> KeyReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(byte)) return Reader<byte>(row, column, value => value);
        if (column.Type.RawType == typeof(ushort)) return Reader<ushort>(row, column, value => value);
        if (column.Type.RawType == typeof(uint)) return Reader<uint>(row, column, value => value);
        return Reader<ulong>(row, column, value => (long)Math.Min(value, long.MaxValue));
    }

    private static Func<long> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, long> convert)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
