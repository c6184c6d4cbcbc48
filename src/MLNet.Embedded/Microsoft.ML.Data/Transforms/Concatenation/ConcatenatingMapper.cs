using System.Collections.Immutable;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>What a <see cref="ColumnConcatenatingTransformer"/> does with rows of one schema.</summary>
internal sealed class ConcatenatingMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _inputs;
    private readonly PrimitiveDataViewType _itemType;

    public ConcatenatingMapper(DataViewSchema inputSchema, string outputColumnName, string[] inputColumnNames)
        : base(inputSchema)
    {
        _inputs = Array.ConvertAll(inputColumnNames, name => inputSchema.GetColumnOrNull(name)
            ?? throw SchemaErrors.MissingColumn(nameof(inputSchema), "input", name));
        _itemType = ColumnTypes.ItemTypeOf(_inputs[0].Type) as PrimitiveDataViewType
            ?? throw SchemaErrors.WrongType(nameof(inputSchema), "input", _inputs[0].Name, "primitive type or vector", _inputs[0].Type.ToString()!);
        foreach (DataViewSchema.Column input in _inputs)
        {
            if (!ColumnTypes.ItemTypeOf(input.Type).Equals(_itemType))
                throw SchemaErrors.WrongType(nameof(inputSchema), "input", input.Name, _itemType.ToString()!, input.Type.ToString()!);
        }
        OutputColumns = [IsIdentity ? new(outputColumnName, _inputs[0].Type, _inputs[0].Annotations) : OutputColumn(outputColumnName)];
    }

    public override IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    // One vector: the output is that column, with all that is known of it.
    private bool IsIdentity => _inputs is [{ Type: VectorDataViewType }];

    public override IEnumerable<DataViewSchema.Column> GetDependencies(int output) => _inputs;

    public override Delegate CreateGetter(DataViewRow input, int output)
        => RawTypes.Invoke<Maker, (ConcatenatingMapper, DataViewRow), Delegate>(_itemType.RawType, default, (this, input));

    // 0 when it varies.
    private static int SizeOf(DataViewSchema.Column input) => input.Type is VectorDataViewType vector ? vector.Size : 1;

    private DataViewSchema.DetachedColumn OutputColumn(string name)
    {
        bool isKnownSize = _inputs.All(input => SizeOf(input) > 0);
        int size = isKnownSize ? _inputs.Aggregate(0, (sum, input) => checked(sum + SizeOf(input))) : 0;
        DataViewSchema.Annotations.Builder annotations = new();
        if (_itemType is NumberDataViewType && _inputs.All(input => input.IsNormalized()))
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (isKnownSize)
        {
            if (_inputs.Any(input => input.Type is not VectorDataViewType || input.HasSlotNames()))
                AddVector(annotations, AnnotationUtils.Kinds.SlotNames, TextDataViewType.Instance, [size], SlotNames);
            int[] ranges = CategoryRanges();
            if (ranges.Length > 0)
                AddVector(annotations, AnnotationUtils.Kinds.CategoricalSlotRanges, NumberDataViewType.Int32, [ranges.Length / 2, 2], () => ranges);
        }
        return new(name, new VectorDataViewType(_itemType, size), annotations.ToAnnotations());
    }

    private static void AddVector<T>(
        DataViewSchema.Annotations.Builder annotations, string kind, PrimitiveDataViewType type, ImmutableArray<int> dimensions, Func<T[]> values)
        => annotations.Add<VBuffer<T>>(kind, new VectorDataViewType(type, dimensions), (ref VBuffer<T> destination) =>
        {
            T[] source = values();
            VBuffer<T>.Copy(source, 0, ref destination, source.Length);
        });

    private ReadOnlyMemory<char>[] SlotNames()
    {
        List<ReadOnlyMemory<char>> names = [];
        VBuffer<ReadOnlyMemory<char>> slots = default;
        foreach (DataViewSchema.Column input in _inputs)
        {
            if (input.Type is not VectorDataViewType vector)
            {
                names.Add(input.Name.AsMemory());
            }
            else if (input.HasSlotNames())
            {
                input.GetSlotNames(ref slots);
                names.AddRange(slots.DenseValues().Select(slot => slot.IsEmpty ? slot : $"{input.Name}.{slot}".AsMemory()));
            }
            else
            {
                names.AddRange(Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size));
            }
        }
        return [.. names];
    }

    // First and last slot of each category, counted in the output.
    private int[] CategoryRanges()
    {
        List<int> ranges = [];
        int offset = 0;
        foreach (DataViewSchema.Column input in _inputs)
        {
            if (input.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.CategoricalSlotRanges)?.Type is VectorDataViewType type
                && type.ItemType.Equals(NumberDataViewType.Int32)
                && type.Size % 2 == 0)
            {
                VBuffer<int> slots = default;
                input.Annotations.GetValue(AnnotationUtils.Kinds.CategoricalSlotRanges, ref slots);
                ranges.AddRange(slots.DenseValues().Select(slot => slot + offset));
            }
            offset += SizeOf(input);
        }
        return [.. ranges];
    }

    private readonly struct Maker : IRawTypeVisitor<(ConcatenatingMapper Mapper, DataViewRow Row), Delegate>
    {
        public Delegate Visit<T>((ConcatenatingMapper Mapper, DataViewRow Row) arg)
            => arg.Mapper.IsIdentity
                ? arg.Row.GetGetter<VBuffer<T>>(arg.Mapper._inputs[0])
                : (ValueGetter<VBuffer<T>>)new Concatenation<T>(arg.Row, arg.Mapper._inputs).Get;
    }
}
