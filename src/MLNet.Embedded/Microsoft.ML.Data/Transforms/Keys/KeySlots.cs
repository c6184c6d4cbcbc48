namespace Microsoft.ML.Data;

/// <summary>What is known of the slots of a vector that keys were made.</summary>
internal static class KeySlots
{
    public static DataViewSchema.Annotations Annotations(DataViewSchema.Column input, KeyEncoding encoding, VectorDataViewType type, int keyCount)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        bool isScalar = input.Type is not VectorDataViewType;
        int size = input.Type is VectorDataViewType vector ? vector.Size : 1;
        if (input.HasKeyValues() && type.IsKnownSize)
        {
            // Names of more than one key lie as the slots do: a row for each key.
            bool isOneKey = isScalar || encoding == KeyEncoding.Count;
            VectorDataViewType namesType = isOneKey ? new(TextDataViewType.Instance, type.Size) : new(TextDataViewType.Instance, type.Dimensions);
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationUtils.Kinds.SlotNames, namesType, (ref VBuffer<ReadOnlyMemory<char>> result) =>
            {
                ReadOnlyMemory<char>[] names = encoding == KeyEncoding.Binary ? DigitNames(type.Size / size) : KeyNames(input);
                names = isOneKey ? names : [.. OuterNames(input, size).SelectMany(outer => names.Select(name => $"{outer}.{name}".AsMemory()))];
                VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref result, names.Length);
            });
        }
        if (encoding == KeyEncoding.Indicator && size > 0)
        {
            int[] ranges = [.. Enumerable.Range(0, size).SelectMany(slot => new[] { slot * keyCount, ((slot + 1) * keyCount) - 1 })];
            annotations.Add<VBuffer<int>>(
                AnnotationUtils.Kinds.CategoricalSlotRanges,
                new VectorDataViewType(NumberDataViewType.Int32, size, 2),
                (ref VBuffer<int> result) => VBuffer<int>.Copy(ranges, 0, ref result, ranges.Length));
        }
        if (encoding == KeyEncoding.Indicator || isScalar)
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    /// <summary>The shapes of those annotations.</summary>
    public static IEnumerable<SchemaShape.Column> Shapes(SchemaShape.Column input, KeyEncoding encoding)
    {
        bool isVariable = input.Kind == SchemaShape.Column.VectorKind.VariableVector;
        if ((!isVariable || encoding == KeyEncoding.Count)
            && input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values)
            && values.ItemType is TextDataViewType)
        {
            yield return SchemaShapes.VectorAnnotation(AnnotationUtils.Kinds.SlotNames, TextDataViewType.Instance);
        }
        if (encoding == KeyEncoding.Indicator && !isVariable)
            yield return SchemaShapes.VectorAnnotation(AnnotationUtils.Kinds.CategoricalSlotRanges, NumberDataViewType.Int32);
        if (encoding == KeyEncoding.Indicator || input.Kind == SchemaShape.Column.VectorKind.Scalar)
            yield return SchemaShapes.Normalized;
    }

    private static ReadOnlyMemory<char>[] KeyNames(DataViewSchema.Column input)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        input.GetKeyValues(ref values);
        return [.. values.DenseValues()];
    }

    private static ReadOnlyMemory<char>[] DigitNames(int width)
        => [.. Enumerable.Range(1, width).Select(i => $"Bit{width - i}".AsMemory())];

    private static IEnumerable<string> OuterNames(DataViewSchema.Column input, int size)
    {
        VBuffer<ReadOnlyMemory<char>> names = new(size, 0, null, null);
        if (input.HasSlotNames())
            input.GetSlotNames(ref names);
        return names.DenseValues().Select((name, i) => name.IsEmpty ? $"[{i}]" : name.ToString());
    }
}
