using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Makes what reads a column as another type.</summary>
internal static class ConversionGetter
{
    /// <summary>What reads the values, or vectors of them, of <paramref name="source"/> as values held in <paramref name="to"/>.</summary>
    public static Delegate Create(DataViewRow row, DataViewSchema.Column source, Type to)
        => RawTypes.Invoke<FromMaker, (DataViewRow, DataViewSchema.Column, Type), Delegate>(
            ColumnTypes.ItemTypeOf(source.Type).RawType, default, (row, source, to));

    private static ValueGetter<TTo> Scalar<TFrom, TTo>(ValueGetter<TFrom> read)
    {
        Func<TFrom, TTo> convert = StandardConversion.Of<TFrom, TTo>();
        TFrom value = default!;
        return (ref TTo result) =>
        {
            read(ref value);
            result = convert(value);
        };
    }

    private static ValueGetter<VBuffer<TTo>> Vector<TFrom, TTo>(ValueGetter<VBuffer<TFrom>> read)
    {
        Func<TFrom, TTo> convert = StandardConversion.Of<TFrom, TTo>();
        VBuffer<TFrom> items = default;
        return (ref VBuffer<TTo> result) =>
        {
            read(ref items);
            ReadOnlySpan<TFrom> values = items.GetValues();
            VBufferEditor<TTo> editor = VBufferEditor.Create(ref result, items.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = convert(values[i]);
            // What a sparse vector leaves out stays left out, also where 0 would become something else: so ML.NET has it.
            items.GetIndices().CopyTo(editor.Indices);
            result = editor.Commit();
        };
    }

    private readonly struct FromMaker : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Source, Type To), Delegate>
    {
        public Delegate Visit<TFrom>((DataViewRow Row, DataViewSchema.Column Source, Type To) arg)
            => RawTypes.Invoke<ToMaker<TFrom>, (DataViewRow, DataViewSchema.Column), Delegate>(arg.To, default, (arg.Row, arg.Source));
    }

    private readonly struct ToMaker<TFrom> : IRawTypeVisitor<(DataViewRow Row, DataViewSchema.Column Source), Delegate>
    {
        public Delegate Visit<TTo>((DataViewRow Row, DataViewSchema.Column Source) arg)
            => arg.Source.Type is VectorDataViewType
                ? Vector<TFrom, TTo>(arg.Row.GetGetter<VBuffer<TFrom>>(arg.Source))
                : Scalar<TFrom, TTo>(arg.Row.GetGetter<TFrom>(arg.Source));
    }
}
