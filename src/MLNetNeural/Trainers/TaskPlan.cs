using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Losses;

namespace MLNetNeural.Trainers;

/// <summary>What a task makes of its labels.</summary>
/// <param name="Targets">What the network is trained to give.</param>
/// <param name="Loss">The loss that training minimizes.</param>
/// <param name="ToTransformer">Makes the transformer of the trained network.</param>
internal sealed record TaskPlan<TTransformer>(Targets Targets, Loss Loss, Func<MlpModel, TTransformer> ToTransformer);
