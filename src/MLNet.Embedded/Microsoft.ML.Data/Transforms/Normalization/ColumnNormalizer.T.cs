using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Internal;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A normaliser with two numbers a slot.</summary>
/// <param name="inputType">The type of the column learned from.</param>
/// <param name="first">The first number of each slot.</param>
/// <param name="second">The second number of each slot.</param>
internal abstract class ColumnNormalizer<T>(DataViewType inputType, T[] first, T[] second) : ColumnNormalizer(inputType)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public sealed override NormalizingTransformer.NormalizerModelParametersBase Parameters
        => InputType is VectorDataViewType
            ? MakeParameters(ImmutableArray.Create(first), SecondParameters)
            : MakeParameters(first[0], second[0]);

    protected T[] First => first;

    protected T[] Second => second;

    /// <summary>The second numbers as users see them.</summary>
    protected virtual ImmutableArray<T> SecondParameters => ImmutableArray.Create(second);

    /// <summary>The slots that a sparse vector leaves out and that are not 0 all the same, rising.</summary>
    protected virtual int[] MovedZeros => [];

    public sealed override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType)
        {
            ValueGetter<T> read = row.GetGetter<T>(source);
            return (ValueGetter<T>)((ref T value) =>
            {
                read(ref value);
                value = Apply(0, value);
            });
        }
        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> items = default;
        VectorBuilder<T> builder = new();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> result) =>
        {
            readVector(ref items);
            if (items.Length != first.Length)
            {
                throw Marked.InvalidOperation(
                    $"Normalizer expected {first.Length} slots but got {items.Length} in a row of column '{source.Name}'.");
            }
            Fill(builder, in items);
            builder.GetResult(first.Length, ref result);
        });
    }

    /// <summary>The normalised value.</summary>
    protected abstract T Apply(int slot, T value);

    /// <summary>The two numbers of a single value, or of all slots.</summary>
    protected abstract NormalizingTransformer.NormalizerModelParametersBase MakeParameters<TData>(TData first, TData second);

    protected sealed override void SaveNumbers(BinaryWriter writer)
    {
        ValueCodec<T>.WriteVector(writer, new VBuffer<T>(first.Length, first));
        ValueCodec<T>.WriteVector(writer, new VBuffer<T>(second.Length, second));
    }

    private void Fill(VectorBuilder<T> builder, in VBuffer<T> items)
    {
        ReadOnlySpan<T> values = items.GetValues();
        if (items.IsDense)
        {
            builder.Reset(values.Length);
            for (int slot = 0; slot < values.Length; slot++)
                builder.Add(slot, Apply(slot, values[slot]));
            return;
        }
        ReadOnlySpan<int> places = items.GetIndices();
        ReadOnlySpan<int> moved = MovedZeros;
        builder.Reset(values.Length + moved.Length);
        int next = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (; next < moved.Length && moved[next] < places[i]; next++)
                builder.Add(moved[next], Apply(moved[next], T.Zero));
            if (next < moved.Length && moved[next] == places[i])
                next++;
            builder.Add(places[i], Apply(places[i], values[i]));
        }
        for (; next < moved.Length; next++)
            builder.Add(moved[next], Apply(moved[next], T.Zero));
    }
}
