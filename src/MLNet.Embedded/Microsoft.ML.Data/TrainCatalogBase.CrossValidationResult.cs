namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>What came of one fold.</summary>
    /// <typeparam name="T">The metrics of the task.</typeparam>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        /// <summary>The metrics on the test set of the fold.</summary>
        public readonly T Metrics;

        /// <summary>What was learned from the train set of the fold.</summary>
        public readonly ITransformer Model;

        /// <summary>The test set of the fold, transformed by the model, all of a chain's transformers included.</summary>
        public readonly IDataView ScoredHoldOutSet;

        /// <summary>The number of the fold, from 0.</summary>
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scoredHoldOutSet, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scoredHoldOutSet;
            Fold = fold;
        }
    }
}
