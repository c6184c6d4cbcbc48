using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNetNeural.Persistence;

/// <summary>The members of ML.NET that a component needs and that are not public, found by name.</summary>
internal static class MLNetInternals
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>The environment behind a catalog such as <see cref="TransformsCatalog"/>.</summary>
    public static IHostEnvironment EnvironmentOf(object catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return (IHostEnvironment)HiddenType(typeof(TransformsCatalog), "Microsoft.ML.Data.IInternalCatalog")
            .GetProperty("Environment")!.GetValue(catalog)!;
    }

    /// <summary>A column of a <see cref="SchemaShape"/>, whose constructor is internal.</summary>
    public static SchemaShape.Column ShapeColumn(
        string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey = false, SchemaShape? annotations = null)
    {
        Type[] parameters = [typeof(string), typeof(SchemaShape.Column.VectorKind), typeof(DataViewType), typeof(bool), typeof(SchemaShape)];
        ConstructorInfo constructor = typeof(SchemaShape.Column).GetConstructor(Hidden, parameters)
            ?? throw Missing("the constructor of SchemaShape.Column");
        return (SchemaShape.Column)constructor.Invoke([name, kind, itemType, isKey, annotations]);
    }

    /// <summary>Saves a component: the header that says who reads it, then the body.</summary>
    /// <param name="context">The component's place in the model file.</param>
    /// <param name="component">The name of the component's loader, at most 24 characters.</param>
    /// <param name="version">The version of the body.</param>
    /// <param name="write">Writes the body.</param>
    public static void SaveComponent(ModelSaveContext context, string component, int version, Action<BinaryWriter> write)
    {
        ArgumentNullException.ThrowIfNull(context);
        Type versionInfo = HiddenType(typeof(ModelSaveContext), "Microsoft.ML.VersionInfo");
        string signature = component.PadRight(8)[..8];
        object header = Activator.CreateInstance(
            versionInfo, signature, (uint)version, (uint)version, 1u, typeof(MLNetInternals).Assembly.GetName().Name, component, null)!;
        MethodInfo setVersionInfo = typeof(ModelSaveContext).GetMethod("SetVersionInfo", Hidden)
            ?? throw Missing("ModelSaveContext.SetVersionInfo");
        setVersionInfo.Invoke(context, [header]);
        FieldInfo writer = typeof(ModelSaveContext).GetField("Writer", Hidden) ?? throw Missing("ModelSaveContext.Writer");
        write((BinaryWriter)writer.GetValue(context)!);
    }

    private static Type HiddenType(Type neighbour, string name) => neighbour.Assembly.GetType(name) ?? throw Missing(name);

    private static MissingMemberException Missing(string what)
        => new($"This version of Microsoft.ML does not have {what}, which MLNetNeural needs; use Microsoft.ML 5.0.0.");
}
