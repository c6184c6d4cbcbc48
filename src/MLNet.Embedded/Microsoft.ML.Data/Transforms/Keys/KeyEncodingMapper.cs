using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Makes keys of rows of one schema vectors of numbers.</summary>
internal sealed class KeyEncodingMapper(
    DataViewSchema inputSchema, (string OutputColumnName, string InputColumnName)[] pairs, KeyEncoding[] encodings)
    : OneToOneMapper(inputSchema, pairs)
{
    internal const string ExpectedType = "key type of known cardinality";

    public override Delegate CreateGetter(DataViewRow input, int output)
    {
        int keyCount = KeyCount(Inputs[output]);
        ValueGetter<VBuffer<uint>> readKeys = KeyReader.AsVector(input, Inputs[output]);
        return encodings[output] switch
        {
            // A single key counted once is the same as indicated.
            KeyEncoding.Count when Inputs[output].Type is VectorDataViewType => new KeyCounter(readKeys, keyCount).GetGetter(),
            KeyEncoding.Binary => BinaryGetter(readKeys, Width(KeyEncoding.Binary, keyCount)),
            _ => IndicatorGetter(readKeys, keyCount),
        };
    }

    protected override DataViewSchema.DetachedColumn OutputColumn(string name, int output)
    {
        DataViewSchema.Column input = Inputs[output];
        int keyCount = KeyCount(input);
        int width = Width(encodings[output], keyCount);
        // 0 when it varies.
        int size = input.Type is VectorDataViewType vector ? vector.Size : 1;
        VectorDataViewType type = encodings[output] == KeyEncoding.Count || size == 1
            ? new(NumberDataViewType.Single, width)
            : new(NumberDataViewType.Single, size, width);
        return new(name, type, KeySlots.Annotations(input, encodings[output], type, keyCount));
    }

    private static int KeyCount(DataViewSchema.Column input)
        => ColumnTypes.ItemTypeOf(input.Type) is KeyDataViewType { Count: <= int.MaxValue } key
            ? (int)key.Count
            : throw SchemaErrors.WrongType(nameof(inputSchema), "input", input.Name, ExpectedType, input.Type.ToString()!);

    // One digit more than the keys need, so that all digits 1 are no key's number.
    private static int Width(KeyEncoding encoding, int keyCount)
        => encoding == KeyEncoding.Binary ? BitOperations.Log2((uint)keyCount) + 2 : keyCount;

    private static ValueGetter<VBuffer<float>> IndicatorGetter(ValueGetter<VBuffer<uint>> readKeys, int keyCount)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<float> result) =>
        {
            readKeys(ref keys);
            ReadOnlySpan<uint> values = keys.GetValues();
            ReadOnlySpan<int> places = keys.GetIndices();
            VBufferEditor<float> editor = VBufferEditor.Create(
                ref result, checked(keys.Length * keyCount), values.Length, requireIndicesOnDense: true);
            int count = 0;
            for (int i = 0; i < values.Length; i++)
            {
                // The missing key has no slot.
                if (values[i] - 1 >= (uint)keyCount)
                    continue;
                editor.Values[count] = 1;
                editor.Indices[count++] = ((keys.IsDense ? i : places[i]) * keyCount) + (int)values[i] - 1;
            }
            result = editor.CommitTruncated(count);
        };
    }

    private static ValueGetter<VBuffer<float>> BinaryGetter(ValueGetter<VBuffer<uint>> readKeys, int width)
    {
        VBuffer<uint> keys = default;
        VectorBuilder<float> digits = new();
        return (ref VBuffer<float> result) =>
        {
            readKeys(ref keys);
            int length = checked(keys.Length * width);
            digits.Reset(length);
            for (int slot = 0; slot < keys.Length; slot++)
            {
                uint number = keys.GetItemOrDefault(slot) - 1;
                for (int digit = 0; digit < width; digit++)
                    digits.Add((slot * width) + digit, (number >> (width - 1 - digit)) & 1);
            }
            digits.GetResult(length, ref result);
        };
    }
}
