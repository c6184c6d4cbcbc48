using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Tests.Persistence;

[TestClass]
public class SpecJsonTests
{
    [TestMethod]
    public void A_spec_is_readable_JSON()
        => Assert.AreEqual(
            """{"inputs":7,"layers":[{"units":5,"activation":"LeakyRelu","slope":0.01,"dropout":0.5,"bias":false},{"units":3,"activation":"Identity","slope":0,"dropout":0,"bias":true}]}""",
            SpecJson.Write(MlpSpec.Of(7, [new DenseLayer(5) { Activation = Activation.LeakyRelu(), Dropout = 0.5f, UseBias = false }], 3)));

    [TestMethod]
    public void Every_activation_comes_back()
    {
        foreach (Activation activation in Toy.Activations)
        {
            MlpSpec spec = MlpSpec.Of(7, [new DenseLayer(5) { Activation = activation, Dropout = 0.1f }], 3);
            Assert.AreEqual(spec, SpecJson.Read(SpecJson.Write(spec)));
        }
    }

    [TestMethod]
    public void Normalizations_and_input_dropout_come_back_and_are_left_out_where_there_are_none()
    {
        Normalization[] all = [Normalization.Batch, Normalization.Batch with { Momentum = null, Epsilon = 1e-3f }, Normalization.Layer with { IsAffine = false, AfterActivation = true }];
        foreach (Normalization normalization in all)
        {
            MlpSpec spec = MlpSpec.Of(7, [new DenseLayer(5) { Normalization = normalization }], 3, inputDropout: 0.2f);
            Assert.AreEqual(spec, SpecJson.Read(SpecJson.Write(spec)));
        }

        Assert.AreEqual(
            """{"inputs":7,"inputDropout":0.2,"layers":[{"units":5,"activation":"Relu","slope":0,"dropout":0,"bias":true,"normalization":{"kind":"Batch","epsilon":1E-05,"momentum":0.1,"affine":true,"afterActivation":false}},{"units":3,"activation":"Identity","slope":0,"dropout":0,"bias":true}]}""",
            SpecJson.Write(MlpSpec.Of(7, [new DenseLayer(5) { Normalization = Normalization.Batch }], 3, inputDropout: 0.2f)));
    }

    [TestMethod]
    public void Every_kind_of_activation_has_its_record()
        => CollectionAssert.AreEquivalent(Enum.GetValues<ActivationKind>(), Toy.Activations.Select(activation => activation.Kind).Distinct().ToArray());

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{"inputs":7}""")]
    [DataRow("""{"inputs":"7","layers":[]}""")]
    [DataRow("""{"inputs":7.5,"layers":[]}""")]
    [DataRow("""{"inputs":7,"layers":[]}""")]
    [DataRow("""{"inputs":7,"layers":[{"units":3,"activation":"Cubic","slope":0,"dropout":0,"bias":true}]}""")]
    [DataRow("""{"inputs":7,"layers":[{"units":3,"activation":"99","slope":0,"dropout":0,"bias":true}]}""")]
    [DataRow("""{"inputs":7,"layers":[{"units":3,"activation":null,"slope":0,"dropout":0,"bias":true}]}""")]
    [DataRow("""{"inputs":7,"layers":[{"units":0,"activation":"Relu","slope":0,"dropout":0,"bias":true}]}""")]
    [DataRow("""{"inputs":7,"layers":[{"units":3,"activation":"LeakyRelu","slope":-1,"dropout":0,"bias":true}]}""")]
    public void Other_text_is_refused(string text)
        => Assert.StartsWith("The description of the network cannot be read: ", Assert.ThrowsExactly<InvalidDataException>(() => SpecJson.Read(text)).Message);

    [TestMethod]
    public void A_network_needs_the_bytes_of_its_weights()
    {
        MlpSpec spec = MlpSpec.Of(7, [new DenseLayer(5) { UseBias = false }], 3);

        SpecJson.RequireWeights(spec, availableBytes: ((7 * 5) + ((5 + 1) * 3)) * sizeof(float));

        InvalidDataException error = Assert.ThrowsExactly<InvalidDataException>(() => SpecJson.RequireWeights(spec, availableBytes: 211));
        Assert.AreEqual("The network 7 → 5 → 3 needs 212 bytes of weights, and there are 211.", error.Message);
    }

    [TestMethod]
    public void Sizes_whose_product_no_long_holds_are_refused_too()
        => Assert.ThrowsExactly<InvalidDataException>(() => SpecJson.RequireWeights(
            MlpSpec.Of(int.MaxValue, [new DenseLayer(int.MaxValue), new DenseLayer(int.MaxValue), new DenseLayer(int.MaxValue)], int.MaxValue), long.MaxValue));
}
