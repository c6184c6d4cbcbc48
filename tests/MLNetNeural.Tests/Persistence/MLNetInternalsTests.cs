using System.Reflection;
using Microsoft.ML;
using MLNetNeural.Persistence;

namespace MLNetNeural.Tests.Persistence;

[TestClass]
public sealed class MLNetInternalsTests
{
    private static readonly string Host = $"This ML.NET ({typeof(ITransformer).Assembly.GetName()}) lacks ";
    private const string Advice = ", which MLNetNeural needs; it has been tested with Microsoft.ML 5.0.1.";

    [TestMethod]
    public void A_missing_member_is_named_with_the_versions_that_were_tested()
    {
        foreach ((string what, Action bind) in new (string, Action)[]
        {
            ("Microsoft.ML.NoSuchType", () => MLNetInternals.Type(typeof(ITransformer), "Microsoft.ML.NoSuchType")),
            ("Microsoft.ML.ModelSaveContext.NoSuchMethod", () => MLNetInternals.Method(typeof(ModelSaveContext), "NoSuchMethod")),
            ("Microsoft.ML.ModelSaveContext.NoSuchField", () => MLNetInternals.Field(typeof(ModelSaveContext), "NoSuchField")),
            ("Microsoft.ML.ModelSaveContext.NoSuchProperty", () => MLNetInternals.Property(typeof(ModelSaveContext), "NoSuchProperty")),
            ("the constructor of Microsoft.ML.ModelSaveContext with 1 arguments", () => MLNetInternals.Constructor(typeof(ModelSaveContext), [typeof(Guid)])),
        })
        {
            Assert.AreEqual(Host + what + Advice, Assert.ThrowsExactly<MissingMemberException>(bind).Message);
        }
    }

    [TestMethod]
    public void Every_member_that_is_bound_is_there()
    {
        FieldInfo[] bindings = [.. typeof(MLNetInternals)
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Lazy<>))];

        Assert.IsGreaterThan(9, bindings.Length);
        foreach (FieldInfo binding in bindings)
        {
            Assert.IsNotNull(binding.FieldType.GetProperty("Value")!.GetValue(binding.GetValue(null)), binding.Name);
        }
    }

    [TestMethod]
    public void The_seed_and_the_log_of_a_context_are_reached_from_its_catalogs()
    {
        var ml = new MLContext(seed: 17);
        var lines = new List<string>();
        ml.Log += (_, e) => lines.Add(e.RawMessage);

        foreach (object catalog in new object[] { ml.MulticlassClassification.Trainers, ml.BinaryClassification.Trainers, ml.Regression.Trainers, ml.Transforms, ml.Data, ml.Model })
        {
            Microsoft.ML.Runtime.IHostEnvironment environment = MLNetInternals.EnvironmentOf(catalog);
            using (Microsoft.ML.Runtime.IChannel channel = environment.Start("test")) channel.Info(Microsoft.ML.Runtime.MessageSensitivity.None, catalog.GetType().Name);

            Assert.AreEqual(17, MLNetInternals.SeedOf(environment));
            Assert.IsFalse(MLNetInternals.IsCanceled(environment));
            Assert.Contains(catalog.GetType().Name, lines);
        }
    }
}
