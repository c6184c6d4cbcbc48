using System.Runtime.Intrinsics;
using MLNetNeural.Networks.Engines.Cpu.Kernels;
using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class SgdKernelTests
{
    private static readonly (string Name, SgdKernel.Figures Figures, bool HasVelocity)[] Rules =
    [
        ("plain", SgdKernel.Figures.Of(new Sgd(0.1f, 0), 0.1f, firstStep: false), false),
        ("weight decay", SgdKernel.Figures.Of(new Sgd(0.1f, 0) { WeightDecay = 0.01f }, 0.1f, firstStep: false), false),
        ("first step", SgdKernel.Figures.Of(new Sgd(0.1f) { Dampening = 0.2f }, 0.1f, firstStep: true), true),
        ("momentum", SgdKernel.Figures.Of(new Sgd(0.1f) { Dampening = 0.2f, WeightDecay = 0.01f }, 0.1f, firstStep: false), true),
        ("Nesterov", SgdKernel.Figures.Of(new Sgd(0.1f) { Nesterov = true, WeightDecay = 0.01f }, 0.1f, firstStep: false), true),
    ];

    [TestMethod]
    [DataRow("default")]
    [DataRow("512 bits")]
    [DataRow("256 bits")]
    [DataRow("128 bits")]
    public void Every_vector_width_gives_the_bits_of_the_scalar_definition_at_every_length(string kernel)
    {
        foreach ((string name, SgdKernel.Figures figures, bool hasVelocity) in Rules)
        {
            for (int n = 0; n <= 100; n++)
            {
                using var expectedW = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 1));
                using var expectedV = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 2));
                using var w = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 1), misalignment: n % 3);
                using var v = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 2), misalignment: n % 5);
                using var g = new GuardedBuffer<float>(RandomValues.Singles(n, seed: 3));

                SgdKernel.StepScalar(expectedW.Pointer, g.Pointer, hasVelocity ? expectedV.Pointer : null, n, figures);
                Kernel(kernel)(w.Pointer, g.Pointer, hasVelocity ? v.Pointer : null, n, figures);

                CollectionAssert.AreEqual(expectedW.Values.Bits(), w.Values.Bits(), $"{kernel}, {name}, {n} weights");
                CollectionAssert.AreEqual(expectedV.Values.Bits(), v.Values.Bits(), $"{kernel}, {name}, {n} velocities");
                Assert.IsTrue(w.IsGuardWhole && v.IsGuardWhole && g.IsGuardWhole, $"{kernel}, {name}: {n} weights written past an end.");
            }
        }
    }

    [TestMethod]
    public void Two_steps_with_momentum_by_hand()
    {
        var sgd = new Sgd(0.5f, momentum: 0.5f);
        float w = 1, g = 2, v = 99; // the first step does not look at the velocity

        SgdKernel.StepScalar(&w, &g, &v, 1, SgdKernel.Figures.Of(sgd, 0.5f, firstStep: true));

        Assert.AreEqual((0f, 2f), (w, v));
        SgdKernel.StepScalar(&w, &g, &v, 1, SgdKernel.Figures.Of(sgd, 0.5f, firstStep: false));
        Assert.AreEqual((-1.5f, 3f), (w, v));
    }

    private delegate void Step(float* w, float* g, float* v, nint n, in SgdKernel.Figures figures);

    private static Step Kernel(string name) => name switch
    {
        "default" => SgdKernel.Step,
        "512 bits" => SgdKernel.Step<Simd512, Vector512<float>>,
        "256 bits" => SgdKernel.Step<Simd256, Vector256<float>>,
        "128 bits" => SgdKernel.Step<Simd128, Vector128<float>>,
        _ => throw new ArgumentException(name),
    };
}
