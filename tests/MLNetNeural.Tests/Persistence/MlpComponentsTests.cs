using System.Reflection;
using Microsoft.ML;
using MLNetNeural.Persistence;
using MLNetNeural.Scoring;

namespace MLNetNeural.Tests.Persistence;

[TestClass]
public sealed class MlpComponentsTests
{
    [TestMethod]
    public void A_context_loads_models_after_one_registration_and_after_two()
    {
        var ml = new MLContext();
        byte[] file = ModelFixture.Read(ModelFixture.Multiclass1);

        MlpComponents.Register(ml);
        Assert.IsInstanceOfType<MlpMulticlassTransformer>(ModelFixture.Load(ml, file));
        MlpComponents.Register(ml);
        Assert.IsInstanceOfType<MlpMulticlassTransformer>(ModelFixture.Load(ml, file));
    }

    [TestMethod]
    public void A_registration_after_a_model_has_been_loaded_without_is_harmless()
    {
        var ml = new MLContext();
        ModelFixture.Load(ml, ModelFixture.Read(ModelFixture.Multiclass1));

        MlpComponents.Register(ml);

        Assert.IsInstanceOfType<MlpMulticlassTransformer>(ModelFixture.Load(ml, ModelFixture.Read(ModelFixture.Multiclass1)));
    }

    [TestMethod]
    public void A_registration_alone_makes_models_load_whose_header_names_an_assembly_without_loaders()
    {
        // The header's assembly is found first; then only what has been registered can know the loader.
        var model = new ModelArchive(ModelFixture.Read(ModelFixture.Multiclass1));
        model.ReplaceLoaderAssembly("MSTest.TestFramework");
        var ml = new MLContext();

        Exception error = Assert.Throws<Exception>(() => ModelFixture.Load(ml, model.ToFile()));
        MlpComponents.Register(ml);

        Assert.IsInstanceOfType<FormatException>(error.GetBaseException());
        Assert.IsInstanceOfType<MlpMulticlassTransformer>(ModelFixture.Load(ml, model.ToFile()));
    }

    [TestMethod]
    public void What_is_registered_is_what_the_assembly_declares()
    {
        string[] declared = [.. typeof(MlpComponents).Assembly.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Name == "LoadableClassAttribute")
            .Select(attribute => $"{((Type)attribute.ConstructorArguments[1].Value!).Name} {string.Join(' ', ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[5].Value!).Select(name => name.Value))}")
            .Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(declared, LoaderAssembly.Loaders.Select(loader => $"{loader.Loader.Name} {loader.Name}").Order(StringComparer.Ordinal).ToArray());
    }
}
