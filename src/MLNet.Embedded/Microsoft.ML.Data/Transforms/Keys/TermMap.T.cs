using System.Globalization;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Values of type <typeparamref name="T"/> by their keys.</summary>
internal sealed class TermMap<T> : TermMap
{
    private readonly T[] _terms;
    private readonly TermIndex<T> _index;

    public TermMap(PrimitiveDataViewType itemType, T[] terms)
        : base(itemType)
    {
        _terms = terms;
        _index = TermIndex.Create<T>();
        foreach (T term in terms)
            _index.TryAdd(term);
    }

    public override int Count => _terms.Length;

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
            return MakeVectorGetter(row.GetGetter<VBuffer<T>>(source));
        ValueGetter<T> read = row.GetGetter<T>(source);
        T value = default!;
        return (ValueGetter<uint>)((ref uint key) =>
        {
            read(ref value);
            key = _index.Find(value);
        });
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (_terms.Length == 0)
            return;
        if (ItemType is KeyDataViewType
            && source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType { IsKnownSize: true } values)
        {
            RawTypes.Invoke<ValuesOfKeys, (TermMap<T>, DataViewSchema.Annotations.Builder, DataViewSchema.Column, PrimitiveDataViewType), bool>(
                values.ItemType.RawType, default, (this, builder, source, values.ItemType));
        }
        else if (asText && ItemType is not TextDataViewType)
        {
            ReadOnlyMemory<char>[] texts = Array.ConvertAll(_terms, term => TextOf(term).AsMemory());
            KeyValues.Add(builder, TextDataViewType.Instance, texts);
        }
        else
        {
            KeyValues.Add(builder, ItemType, _terms);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        ColumnTypeCodec.Write(writer, ItemType);
        ValueCodec<T>.WriteVector(writer, new VBuffer<T>(_terms.Length, _terms));
    }

    // Keys are written as the numbers from 0 that they are outside of memory.
    private string TextOf(T term) => ValueText.Of(ItemType is KeyDataViewType ? Convert.ToUInt64(term, CultureInfo.InvariantCulture) - 1 : (object?)term);

    private ValueGetter<VBuffer<uint>> MakeVectorGetter(ValueGetter<VBuffer<T>> read)
    {
        // Items that a sparse vector leaves out have the default value; mostly that has no key, and they stay left out.
        uint keyOfDefault = _index.Find(default!);
        VBuffer<T> values = default;
        VectorBuilder<uint> builder = new();
        return (ref VBuffer<uint> keys) =>
        {
            read(ref values);
            ReadOnlySpan<T> explicitValues = values.GetValues();
            ReadOnlySpan<int> places = values.GetIndices();
            if (!values.IsDense && keyOfDefault != 0)
            {
                VBufferEditor<uint> dense = VBufferEditor.Create(ref keys, values.Length);
                dense.Values.Fill(keyOfDefault);
                for (int i = 0; i < explicitValues.Length; i++)
                    dense.Values[places[i]] = _index.Find(explicitValues[i]);
                keys = dense.Commit();
                return;
            }
            builder.Reset(explicitValues.Length);
            for (int i = 0; i < explicitValues.Length; i++)
                builder.Add(values.IsDense ? i : places[i], _index.Find(explicitValues[i]));
            builder.GetResult(values.Length, ref keys);
        };
    }

    private readonly struct ValuesOfKeys
        : IRawTypeVisitor<(TermMap<T> Map, DataViewSchema.Annotations.Builder Builder, DataViewSchema.Column Source, PrimitiveDataViewType Type), bool>
    {
        public bool Visit<TValue>(
            (TermMap<T> Map, DataViewSchema.Annotations.Builder Builder, DataViewSchema.Column Source, PrimitiveDataViewType Type) arg)
        {
            VBuffer<TValue> values = default;
            arg.Source.GetKeyValues(ref values);
            KeyValues.Add(arg.Builder, arg.Type, Array.ConvertAll(arg.Map._terms, key => values.GetItemOrDefault(Convert.ToInt32(key) - 1)));
            return true;
        }
    }
}
