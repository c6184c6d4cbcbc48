using System.Collections.Immutable;
using System.Numerics;
using static Microsoft.ML.Transforms.NormalizingTransformer;

namespace Microsoft.ML.Data;

/// <summary>(x - offset) · scale, each slot with its own.</summary>
internal sealed class AffineNormalizer<T>(DataViewType inputType, T[] scale, T[] offset) : ColumnNormalizer<T>(inputType, scale, offset)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    protected override byte Code => AffineCode;

    protected override int[] MovedZeros { get; } = [.. Enumerable.Range(0, offset.Length).Where(slot => offset[slot] != T.Zero)];

    protected override ImmutableArray<T> SecondParameters => MovedZeros.Length == 0 ? [] : base.SecondParameters;

    protected override T Apply(int slot, T value) => (value - Second[slot]) * First[slot];

    protected override NormalizerModelParametersBase MakeParameters<TData>(TData first, TData second)
        => new AffineNormalizerModelParameters<TData>(first, second);
}
