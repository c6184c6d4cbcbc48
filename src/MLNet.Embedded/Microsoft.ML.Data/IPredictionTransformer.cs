namespace Microsoft.ML;

/// <summary>A transformer that predicts with a trained model.</summary>
/// <typeparam name="TModel">The type of the model's parameters.</typeparam>
public interface IPredictionTransformer<out TModel> : ITransformer
    where TModel : class
{
    /// <summary>The model's parameters.</summary>
    TModel Model { get; }
}
