using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNetNeural.Persistence;

/// <summary>
/// The one class that touches what ML.NET keeps internal. Every member is bound once, on first use, and a missing one is
/// named together with the versions of ML.NET that have been tried.
/// </summary>
internal static class MLNetInternals
{
    private const string TestedVersions = "Microsoft.ML 5.0.1";
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Lazy<ConstructorInfo> ColumnConstructor = new(() => Constructor(
        typeof(SchemaShape.Column),
        [typeof(string), typeof(SchemaShape.Column.VectorKind), typeof(DataViewType), typeof(bool), typeof(SchemaShape)]));

    private static readonly Lazy<ConstructorInfo> TrainerInfoConstructor = new(() => Constructor(
        typeof(TrainerInfo),
        [typeof(bool), typeof(bool), typeof(bool), typeof(bool), typeof(bool), typeof(bool)]));

    private static readonly Lazy<PropertyInfo> CatalogEnvironment = new(() => Property(
        Type(typeof(TransformsCatalog), "Microsoft.ML.Data.IInternalCatalog"), "Environment"));

    private static readonly Lazy<PropertyInfo> EnvironmentSeed = new(() => Property(
        Type(typeof(IHostEnvironment), "Microsoft.ML.Runtime.IHostEnvironmentInternal"), "Seed"));

    private static readonly Lazy<PropertyInfo> EnvironmentTemporaryFolder = new(() => Property(
        Type(typeof(IHostEnvironment), "Microsoft.ML.Runtime.IHostEnvironmentInternal"), "TempFilePath"));

    private static readonly Lazy<PropertyInfo> EnvironmentGpuDeviceId = new(() => Property(
        Type(typeof(IHostEnvironment), "Microsoft.ML.Runtime.IHostEnvironmentInternal"), "GpuDeviceId"));

    private static readonly Lazy<PropertyInfo> EnvironmentFallbackToCpu = new(() => Property(
        Type(typeof(IHostEnvironment), "Microsoft.ML.Runtime.IHostEnvironmentInternal"), "FallbackToCpu"));

    private static readonly Lazy<PropertyInfo> EnvironmentIsCanceled = new(() => Property(
        Type(typeof(IHostEnvironment), "Microsoft.ML.Runtime.ICancelable"), "IsCanceled"));

    private static readonly Lazy<ConstructorInfo> LoadableClassConstructor = new(() => Constructor(
        Type(typeof(ITransformer), "Microsoft.ML.LoadableClassAttribute"),
        [typeof(Type), typeof(Type), typeof(Type), typeof(Type), typeof(string), typeof(string[])]));

    private static readonly Lazy<Type> LoadSignature = new(() => Type(typeof(ITransformer), "Microsoft.ML.SignatureLoadModel"));

    private static readonly Lazy<ConstructorInfo> VersionInfoConstructor = new(() => Constructor(
        Type(typeof(ITransformer), "Microsoft.ML.VersionInfo"),
        [typeof(string), typeof(uint), typeof(uint), typeof(uint), typeof(string), typeof(string), typeof(string)]));

    private static readonly Lazy<MethodInfo> SetVersionInfo = new(() => Method(typeof(ModelSaveContext), "SetVersionInfo"));

    private static readonly Lazy<FieldInfo> SaveWriter = new(() => Field(typeof(ModelSaveContext), "Writer"));

    private static readonly Lazy<MethodInfo> SaveBinaryStream = new(() => Method(typeof(ModelSaveContext), "SaveBinaryStream"));

    private static readonly Lazy<FieldInfo> LoadReader = new(() => Field(
        Type(typeof(ITransformer), "Microsoft.ML.ModelLoadContext"), "Reader"));

    private static readonly Lazy<MethodInfo> TryLoadBinaryStream = new(() => Method(
        Type(typeof(ITransformer), "Microsoft.ML.ModelLoadContext"), "TryLoadBinaryStream"));

    /// <summary>The environment behind a catalog of a context: its seed, its log, its temporary folder.</summary>
    public static IHostEnvironment EnvironmentOf(object catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return (IHostEnvironment)CatalogEnvironment.Value.GetValue(catalog)!;
    }

    /// <summary>The seed that the context was made with; null when it was made without.</summary>
    public static int? SeedOf(IHostEnvironment environment)
        => EnvironmentSeed.Value.DeclaringType!.IsInstanceOfType(environment) ? (int?)EnvironmentSeed.Value.GetValue(environment) : null;

    /// <summary>The folder for temporary files that the context names; null when it names none.</summary>
    public static string? TemporaryFolderOf(IHostEnvironment environment)
        => EnvironmentTemporaryFolder.Value.DeclaringType!.IsInstanceOfType(environment) ? (string?)EnvironmentTemporaryFolder.Value.GetValue(environment) : null;

    /// <summary>The card that the context asks for; null when it asks for none.</summary>
    public static int? GpuDeviceIdOf(IHostEnvironment environment)
        => EnvironmentGpuDeviceId.Value.DeclaringType!.IsInstanceOfType(environment) ? (int?)EnvironmentGpuDeviceId.Value.GetValue(environment) : null;

    /// <summary>Whether the processor will do where the card that is asked for is not there.</summary>
    public static bool FallbackToCpuOf(IHostEnvironment environment)
        => EnvironmentFallbackToCpu.Value.DeclaringType!.IsInstanceOfType(environment) && (bool)EnvironmentFallbackToCpu.Value.GetValue(environment)!;

    /// <summary>Whether the context was told to stop what it does.</summary>
    public static bool IsCanceled(IHostEnvironment environment)
        => EnvironmentIsCanceled.Value.DeclaringType!.IsInstanceOfType(environment) && (bool)EnvironmentIsCanceled.Value.GetValue(environment)!;

    /// <summary>ML.NET's attribute for classes that load parts of models.</summary>
    public static Type LoadableClassType => LoadableClassConstructor.Value.DeclaringType!;

    /// <summary>An attribute that says that a class loads transformers.</summary>
    public static object LoadableClass(Type loader, string name)
        => LoadableClassConstructor.Value.Invoke([typeof(ITransformer), loader, null, LoadSignature.Value, "", new[] { name }]);

    /// <summary>A column of a schema that is promised before there are data.</summary>
    public static SchemaShape.Column Column(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey, SchemaShape? annotations = null)
        => (SchemaShape.Column)ColumnConstructor.Value.Invoke([name, kind, itemType, isKey, annotations]);

    /// <summary>What a trainer says of itself.</summary>
    public static TrainerInfo TrainerInfo(bool needNormalization, bool needCalibration, bool wantCaching, bool supportsValidation)
        => (TrainerInfo)TrainerInfoConstructor.Value.Invoke([needNormalization, needCalibration, wantCaching, supportsValidation, false, false]);

    /// <summary>Saves a part of a model.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="part">What it is.</param>
    /// <param name="writeBody">Writes figures and names.</param>
    /// <param name="writeLarge">Writes the large part, if there is one, into an entry of its own beside the body.</param>
    public static void Save(ModelSaveContext context, ModelPart part, Action<BinaryWriter> writeBody, Action<BinaryWriter>? writeLarge = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        object version = VersionInfoConstructor.Value.Invoke(
            [part.Signature, part.Version, part.Version, part.OldestReadable, part.LoaderAssembly, part.LoaderName, null]);
        Invoke(SetVersionInfo.Value, context, version);
        writeBody((BinaryWriter)SaveWriter.Value.GetValue(context)!);
        if (writeLarge is not null) Invoke(SaveBinaryStream.Value, context, ModelPart.LargeEntry, writeLarge);
    }

    /// <summary>The reader of a part's body. It must be read to its last byte.</summary>
    /// <param name="loadContext">ML.NET's ModelLoadContext.</param>
    public static BinaryReader Body(object loadContext)
    {
        ArgumentNullException.ThrowIfNull(loadContext);
        return (BinaryReader)LoadReader.Value.GetValue(loadContext)!;
    }

    /// <summary>Reads the large part.</summary>
    /// <param name="loadContext">ML.NET's ModelLoadContext.</param>
    /// <param name="name">Name of its entry.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="InvalidDataException">The model has none.</exception>
    public static void ReadLarge(object loadContext, string name, Action<BinaryReader> read)
    {
        if (!(bool)Invoke(TryLoadBinaryStream.Value, loadContext, name, read)!)
        {
            throw new InvalidDataException($"The model lacks its entry '{name}': the file is damaged.");
        }
    }

    private static object? Invoke(MethodInfo method, object target, params object?[] arguments)
        => method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    internal static Type Type(Type neighbor, string name)
        => neighbor.Assembly.GetType(name) ?? throw Missing(name);

    internal static ConstructorInfo Constructor(Type type, Type[] arguments)
        => type.GetConstructor(Instance, arguments) ?? throw Missing($"the constructor of {type.FullName} with {arguments.Length} arguments");

    internal static PropertyInfo Property(Type type, string name)
        => type.GetProperty(name, Instance) ?? throw Missing($"{type.FullName}.{name}");

    internal static MethodInfo Method(Type type, string name)
        => type.GetMethod(name, Instance) ?? throw Missing($"{type.FullName}.{name}");

    internal static FieldInfo Field(Type type, string name)
        => type.GetField(name, Instance) ?? throw Missing($"{type.FullName}.{name}");

    private static MissingMemberException Missing(string member) => new(
        $"This ML.NET ({typeof(ITransformer).Assembly.GetName()}) lacks {member}, which MLNetNeural needs; it has been tested with {TestedVersions}.");
}
