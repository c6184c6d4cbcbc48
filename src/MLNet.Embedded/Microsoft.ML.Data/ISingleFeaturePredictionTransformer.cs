using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A transformer that predicts from one column of features.</summary>
/// <typeparam name="TModel">The type of the model's parameters.</typeparam>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The column that the features come from.</summary>
    string FeatureColumnName { get; }

    /// <summary>The type the features had in training.</summary>
    DataViewType FeatureColumnType { get; }
}
