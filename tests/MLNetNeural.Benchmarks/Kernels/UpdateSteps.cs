using MLNetNeural.Benchmarks.Compare.Jobs;
using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;

namespace MLNetNeural.Benchmarks.Kernels;

/// <summary>The second step of an optimizer, with the widest vectors and as it is defined.</summary>
internal abstract unsafe class UpdateSteps
{
    /// <summary>The steps of a rule.</summary>
    public static UpdateSteps Of<TRule>(Func<StepFigures, TRule> rules)
        where TRule : struct, IUpdateRule
        => new OfRule<TRule>(rules(new StepFigures(TrainingStepJob.LearningRate, Number: 2)));

    public abstract void Vectors(float* w, float* g, StateRun state, nint n);

    public abstract void Scalar(float* w, float* g, StateRun state, nint n);

    private sealed class OfRule<TRule>(TRule rule) : UpdateSteps
        where TRule : struct, IUpdateRule
    {
        public override void Vectors(float* w, float* g, StateRun state, nint n) => UpdateKernel.Step(rule, w, g, state, n);

        public override void Scalar(float* w, float* g, StateRun state, nint n) => UpdateKernel.StepScalar(rule, w, g, state, n);
    }
}
