using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Trainers;
using MLNetNeural.Trainers.Labels;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Reads a label as people name it.</summary>
internal static class LabelText
{
    /// <summary>A function that gives the label of the row that the cursor is at.</summary>
    public static Func<string> Of(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Read<ReadOnlyMemory<char>>(row, column, value => value.ToString()),
        BooleanDataViewType => Read<bool>(row, column, value => value ? "true" : "false"),
        KeyDataViewType key => Key(row, column, key),
        _ when column.Type == NumberDataViewType.Single => Read<float>(row, column, value => value.ToString("G4", CultureInfo.InvariantCulture)),
        _ => () => "",
    };

    private static Func<string> Key(DataViewRow row, DataViewSchema.Column column, KeyDataViewType key)
    {
        IReadOnlyList<string>? names = KeyValues.Read(column, KeyLabelColumn.KeyValuesKind)?.ToTexts();
        string Name(ulong value) => value == 0 ? "–" : names is not null && value <= (ulong)names.Count ? names[(int)value - 1] : value.ToString(CultureInfo.InvariantCulture);
        if (key.RawType == typeof(byte)) return Read<byte>(row, column, value => Name(value));
        if (key.RawType == typeof(ushort)) return Read<ushort>(row, column, value => Name(value));
        return key.RawType == typeof(uint) ? Read<uint>(row, column, value => Name(value)) : Read<ulong>(row, column, Name);
    }

    private static Func<string> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }
}
