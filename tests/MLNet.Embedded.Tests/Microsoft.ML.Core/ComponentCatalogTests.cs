using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Core;

[TestClass]
public sealed class ComponentCatalogTests
{
    [TestMethod]
    public void An_assembly_may_be_registered_twice()
    {
        MLContext ml = new();

        ThirdPartyModel.Register(ml);
        ThirdPartyModel.Register(ml);
        ml.ComponentCatalog.RegisterAssembly(typeof(ComponentCatalogTests).Assembly);
    }

    [TestMethod]
    public void Registration_in_one_context_does_nothing_for_another()
    {
        using MemoryStream stream = new();
        new MLContext().Model.Save(new ScaleTransformer("X", "Y", [2]), null, stream);
        MLContext registered = new();
        ThirdPartyModel.Register(registered);

        Assert.IsInstanceOfType<ScaleTransformer>(registered.Model.Load(stream, out _));
        Assert.ThrowsExactly<FormatException>(() => new MLContext().Model.Load(stream, out _));
    }
}
