using System.Reflection;
using Microsoft.ML.Runtime;

namespace MLNet.Embedded.Tests.Support;

/// <summary>How a third party saves and loads on ML.NET: its internal members by reflection, its loader by an assembly made up for the catalog.</summary>
internal static class ThirdPartyModel
{
    public const string LoaderName = "ScaleTransformerOfTests";
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    private static readonly Assembly Core = typeof(ModelSaveContext).Assembly;

    /// <summary>Makes the loader known to a context.</summary>
    public static void Register(MLContext ml) => ml.ComponentCatalog.RegisterAssembly(new LoaderAssembly());

    public static void Save(ModelSaveContext ctx, string input, string output, float[] weights, string? assembly = null, uint version = 1)
    {
        object info = Activator.CreateInstance(
            TypeOf("Microsoft.ML.VersionInfo"),
            "SCALE TS", version, version, 1u, assembly ?? typeof(ThirdPartyModel).Assembly.GetName().Name, LoaderName, null)!;
        Call(ctx, "SetVersionInfo", info);
        BinaryWriter writer = (BinaryWriter)typeof(ModelSaveContext).GetField("Writer", Any)!.GetValue(ctx)!;
        writer.Write(input);
        writer.Write(output);
        writer.Write(weights.Length);
        Call(ctx, "SaveBinaryStream", "weights.bin", (Action<BinaryWriter>)(body =>
            body.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan()))));
    }

    private static ITransformer Load(object ctx)
    {
        BinaryReader reader = (BinaryReader)ctx.GetType().GetField("Reader", Any)!.GetValue(ctx)!;
        string input = reader.ReadString();
        string output = reader.ReadString();
        float[] weights = new float[reader.ReadInt32()];
        object? found = Call(ctx, "TryLoadBinaryStream", "weights.bin", (Action<BinaryReader>)(body =>
            body.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan()))));
        return (bool)found! ? new ScaleTransformer(input, output, weights) : throw new FormatException("The weights are missing.");
    }

    private static object? Call(object target, string method, params object[] arguments)
    {
        MethodInfo found = target.GetType().GetMethods(Any).First(candidate =>
            candidate.Name == method && !candidate.IsGenericMethod && candidate.GetParameters().Length == arguments.Length);
        return found.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static Type TypeOf(string name) => Core.GetType(name, throwOnError: true)!;

    /// <summary>The loader, whose method names no internal type.</summary>
    internal static class Loader
    {
        public static ITransformer Create(IHostEnvironment env, object ctx)
        {
            Assert.IsNotNull(env);
            return Load(ctx);
        }
    }

    private sealed class LoaderAssembly : Assembly
    {
        public override string FullName => "ScaleTransformerOfTests.Loader, Version=1.0.0.0";

        public override AssemblyName GetName() => new(FullName);

        public override Type[] GetTypes() => [];

        public override object[] GetCustomAttributes(Type attributeType, bool inherit)
        {
            Type loadable = TypeOf("Microsoft.ML.LoadableClassAttribute");
            Array attributes = Array.CreateInstance(attributeType, 1);
            attributes.SetValue(
                Activator.CreateInstance(
                    loadable, typeof(ITransformer), typeof(Loader), null, TypeOf("Microsoft.ML.SignatureLoadModel"), "", new[] { LoaderName }),
                0);
            return (object[])attributes;
        }
    }
}
