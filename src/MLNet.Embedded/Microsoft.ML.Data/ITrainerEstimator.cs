namespace Microsoft.ML.Trainers;

/// <summary>An estimator that trains a model.</summary>
/// <typeparam name="TTransformer">The trained transformer.</typeparam>
/// <typeparam name="TModel">The type of the model's parameters.</typeparam>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>What the trainer wants of its data.</summary>
    TrainerInfo Info { get; }
}
