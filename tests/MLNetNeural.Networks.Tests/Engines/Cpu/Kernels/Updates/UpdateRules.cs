using MLNetNeural.Networks.Engines.Cpu.Kernels.Updates;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels.Updates;

/// <summary>Every optimizer with every option that changes its arithmetic.</summary>
internal static class UpdateRules
{
    private static readonly (string Name, Optimizer Optimizer)[] All =
    [
        ("plain SGD", new Sgd(0.1f, 0)),
        ("SGD with weight decay", new Sgd(0.1f, 0) { WeightDecay = 0.01f }),
        ("SGD with momentum", new Sgd(0.01f) { Dampening = 0.2f, WeightDecay = 0.01f }),
        ("SGD by Nesterov", new Sgd(0.01f) { Nesterov = true, WeightDecay = 0.01f }),
        ("Adam", new Adam(0.01f)),
        ("Adam with everything", new Adam(0.01f) { Beta1 = 0.8f, Beta2 = 0.95f, Epsilon = 1e-3f, WeightDecay = 0.01f, AmsGrad = true }),
        ("AdamW", new AdamW(0.01f)),
        ("AdamW with AMSGrad", new AdamW(0.01f, 0.3f) { AmsGrad = true }),
        ("Adamax", new Adamax(0.01f) { WeightDecay = 0.01f }),
        ("RMSprop", new RmsProp(0.01f) { WeightDecay = 0.01f }),
        ("RMSprop with momentum", new RmsProp(0.002f, 0.9f)),
        ("centered RMSprop", new RmsProp(0.005f) { Centered = true }),
        ("centered RMSprop with momentum", new RmsProp(0.001f, 0.9f) { Centered = true }),
        ("Adagrad", new Adagrad(0.05f)),
        ("Adagrad with everything", new Adagrad(0.05f) { LearningRateDecay = 0.1f, InitialAccumulator = 0.1f, WeightDecay = 0.01f }),
        ("Adadelta", new Adadelta { WeightDecay = 0.01f }),
    ];

    public static IEnumerable<object[]> Names => All.Select(rule => new object[] { rule.Name });

    public static Rule Named(string name) => new(All.Single(rule => rule.Name == name).Optimizer);

    public interface IVisitor
    {
        void Visit<TRule>(Func<StepFigures, TRule> rules, int states)
            where TRule : struct, IUpdateRule;
    }

    public sealed record Rule(Optimizer Optimizer)
    {
        public void Accept(IVisitor visitor)
        {
            int states = Optimizer.StateNames.Count;
            switch (Optimizer)
            {
                case Sgd sgd: visitor.Visit(SgdRule.Of(sgd), states); break;
                case Adam adam: visitor.Visit(AdamRule.Of(adam), states); break;
                case AdamW adam: visitor.Visit(AdamRule.Of(adam), states); break;
                case Adamax adamax: visitor.Visit(AdamaxRule.Of(adamax), states); break;
                case RmsProp rms: visitor.Visit(RmsPropRule.Of(rms), states); break;
                case Adagrad adagrad: visitor.Visit(AdagradRule.Of(adagrad), states); break;
                case Adadelta adadelta: visitor.Visit(AdadeltaRule.Of(adadelta), states); break;
                default: throw new ArgumentException(Optimizer.GetType().Name);
            }
        }
    }
}
