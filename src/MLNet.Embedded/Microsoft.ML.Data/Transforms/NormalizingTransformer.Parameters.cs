namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>What a normaliser has learned about one column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>The numbers of y = (x - Offset) · Scale.</summary>
    /// <typeparam name="TData">Single or Double, or an ImmutableArray of them with one for each slot.</typeparam>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        /// <summary>What becomes 0; empty where that is 0 in all slots.</summary>
        public TData Offset { get; }

        /// <summary>One over what becomes 1, less what becomes 0.</summary>
        public TData Scale { get; }
    }

    /// <summary>The normal distribution in which values find their place.</summary>
    /// <typeparam name="TData">Single or Double, or an ImmutableArray of them with one for each slot.</typeparam>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
        }

        /// <summary>Its mean.</summary>
        public TData Mean { get; }

        /// <summary>Its standard deviation.</summary>
        public TData StandardDeviation { get; }

        /// <summary>Whether it is the distribution of the values' logarithms.</summary>
        public bool UseLog => false;
    }
}
