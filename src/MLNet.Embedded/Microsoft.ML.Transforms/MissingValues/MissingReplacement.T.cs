using System.Numerics;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>What replaces NaN in one column.</summary>
/// <param name="inputType">The type of the column.</param>
/// <param name="numbers">One number for all slots, or one for each.</param>
internal sealed class MissingReplacement<T>(DataViewType inputType, T[] numbers) : MissingReplacement(inputType)
    where T : struct, INumberBase<T>
{
    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType type)
        {
            ValueGetter<T> read = row.GetGetter<T>(source);
            return (ValueGetter<T>)((ref T value) =>
            {
                read(ref value);
                value = Replaced(value, 0);
            });
        }
        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> items = default;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> result) =>
        {
            readVector(ref items);
            if (type.IsKnownSize && items.Length != type.Size)
                throw Marked.InvalidOperation($"Column '{source.Name}': expected {type.Size} slots, as its type says, but got {items.Length} in a row.");
            Replace(in items, ref result);
        });
    }

    public override void Save(BinaryWriter writer)
    {
        ColumnTypeCodec.Write(writer, InputType);
        ValueCodec<T>.WriteVector(writer, new VBuffer<T>(numbers.Length, numbers));
    }

    private T Replaced(T value, int slot) => T.IsNaN(value) ? numbers[numbers.Length == 1 ? 0 : slot] : value;

    private void Replace(in VBuffer<T> items, ref VBuffer<T> result)
    {
        ReadOnlySpan<T> values = items.GetValues();
        ReadOnlySpan<int> places = items.GetIndices();
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, items.Length, values.Length);
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            T value = Replaced(values[i], items.IsDense ? i : places[i]);
            // In a sparse vector a 0 that was NaN need not be explicit.
            if (!items.IsDense && T.IsNaN(values[i]) && T.IsZero(value))
                continue;
            if (!items.IsDense)
                editor.Indices[count] = places[i];
            editor.Values[count++] = value;
        }
        result = editor.CommitTruncated(count);
    }
}
