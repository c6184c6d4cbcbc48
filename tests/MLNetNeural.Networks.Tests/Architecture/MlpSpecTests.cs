using MLNetNeural.Networks.Architecture;

namespace MLNetNeural.Networks.Tests.Architecture;

[TestClass]
public class MlpSpecTests
{
    [TestMethod]
    public void All_faults_come_in_one_message()
        => Assert.AreEqual(
            "MlpSpec.Inputs must be at least 1, got 0. "
            + "MlpSpec.Layers must not end with dropout: it would zero outputs. "
            + "MlpSpec.Layers[0].Units must be at least 1, got -1. "
            + "MlpSpec.Layers[0].Activation must be an activation, got null. "
            + "MlpSpec.Layers[0].Dropout must be in [0, 1), got 1. "
            + "MlpSpec.Layers[1].Dropout must be in [0, 1), got NaN.",
            Assert.ThrowsExactly<ArgumentException>(
                () => new MlpSpec(0, [new DenseLayer(-1) { Activation = null!, Dropout = 1 }, new DenseLayer(3) { Dropout = float.NaN }])).Message);

    [TestMethod]
    public void A_network_without_layers_is_refused()
        => Assert.AreEqual(
            "MlpSpec.Layers must hold at least the output layer, got none.",
            Assert.ThrowsExactly<ArgumentException>(() => new MlpSpec(3, [])).Message);

    [TestMethod]
    public void Sizes_are_counted()
    {
        MlpSpec spec = MlpSpec.Of(7, [new DenseLayer(5), new DenseLayer(4) { UseBias = false }], 3);

        Assert.AreEqual("7 → 5 → 4 → 3", spec.ToString());
        Assert.AreEqual(3, spec.Outputs);
        Assert.AreEqual((7 * 5) + 5 + (5 * 4) + (4 * 3) + 3, spec.ParameterCount);
        Assert.AreEqual(Activation.Identity, spec.Layers[^1].Activation);
    }

    [TestMethod]
    public void Specs_are_equal_by_what_they_describe()
    {
        Assert.AreEqual(MlpSpec.Of(7, [new DenseLayer(5)], 3), MlpSpec.Of(7, [new DenseLayer(5)], 3));
        Assert.AreEqual(MlpSpec.Of(7, [new DenseLayer(5)], 3).GetHashCode(), MlpSpec.Of(7, [new DenseLayer(5)], 3).GetHashCode());
        Assert.AreNotEqual(MlpSpec.Of(7, [new DenseLayer(5)], 3), MlpSpec.Of(7, [new DenseLayer(5) { Dropout = 0.1f }], 3));
    }

    [TestMethod]
    public void Figures_of_activations_are_checked()
    {
        Assert.AreEqual(
            "LeakyRelu.negativeSlope must be at least 0 and finite, got -1.",
            Assert.ThrowsExactly<ArgumentException>(() => Activation.LeakyRelu(-1)).Message);
        Assert.AreEqual(
            "Elu.alpha must be at least 0 and finite, got Infinity.",
            Assert.ThrowsExactly<ArgumentException>(() => Activation.Elu(float.PositiveInfinity)).Message);
    }

    [TestMethod]
    public void Activations_say_their_name_and_figure()
    {
        Assert.AreEqual("Gelu", Activation.Gelu.ToString());
        Assert.AreEqual("LeakyRelu(0.01)", Activation.LeakyRelu().ToString());
        Assert.AreEqual("Elu(0.5)", Activation.Elu(0.5f).ToString());
    }
}
