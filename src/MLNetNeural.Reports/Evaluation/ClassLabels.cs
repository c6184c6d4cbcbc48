using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Reads the class of a test row, as the model counts them: by its name where both have names, else by its key.</summary>
internal static class ClassLabels
{
    /// <summary>A function that gives the zero-based class; −1 for none, or one that the model does not know.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">The names of the model's classes.</param>
    /// <param name="haveNames">Whether those are names, and not only numbers.</param>
    /// <exception cref="ArgumentException">The label is neither a key nor a text.</exception>
    public static Func<int> Of(ScoredRows rows, IReadOnlyList<string> classes, bool haveNames)
    {
        Dictionary<string, int> byName = [];
        for (int c = 0; c < classes.Count; c++) byName.TryAdd(classes[c], c);
        if (rows.Label.Type is TextDataViewType)
        {
            ValueGetter<ReadOnlyMemory<char>> getter = rows.LabelGetter<ReadOnlyMemory<char>>();
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                getter(ref text);
                return byName.GetValueOrDefault(text.ToString(), -1);
            };
        }

        if (rows.Label.Type is not KeyDataViewType key) throw new ArgumentException($"The label column '{rows.Label.Name}' of the test data must be a key or a text, got {rows.Label.Type}.");
        IReadOnlyList<string>? names = haveNames ? KeyValues.Read(rows.Label, KeyLabelColumn.KeyValuesKind)?.ToTexts() : null;
        Func<ulong> read = ReadKey(rows, key.RawType);
        return () => read() switch
        {
            0 => -1,
            ulong value when names is not null => value <= (ulong)names.Count ? byName.GetValueOrDefault(names[(int)value - 1], -1) : -1,
            ulong value => value <= (ulong)classes.Count ? (int)value - 1 : -1,
        };
    }

    private static Func<ulong> ReadKey(ScoredRows rows, Type raw)
    {
        if (raw == typeof(byte)) return Read<byte>(rows, value => value);
        if (raw == typeof(ushort)) return Read<ushort>(rows, value => value);
        if (raw == typeof(uint)) return Read<uint>(rows, value => value);
        return Read<ulong>(rows, value => value);
    }

    private static Func<ulong> Read<T>(ScoredRows rows, Func<T, ulong> number)
    {
        ValueGetter<T> getter = rows.LabelGetter<T>();
        T value = default!;
        return () =>
        {
            getter(ref value);
            return number(value);
        };
    }
}
