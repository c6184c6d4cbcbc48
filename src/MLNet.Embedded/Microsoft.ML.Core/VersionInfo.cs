namespace Microsoft.ML;

/// <summary>What the header of a part of a model says: format, versions, and how to load it.</summary>
internal readonly struct VersionInfo
{
    public readonly ulong ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string? LoaderAssemblyName;
    public readonly string? LoaderSignature;
    public readonly string? LoaderSignatureAlt;

    /// <summary>The contents of a header.</summary>
    /// <param name="modelSignature">Name of the format: 8 Latin-1 characters.</param>
    /// <param name="verWrittenCur">Version written.</param>
    /// <param name="verReadableCur">The oldest reader that understands this version.</param>
    /// <param name="verWeCanReadBack">The oldest version that this code reads.</param>
    /// <param name="loaderAssemblyName">Assembly to register before the loader is looked up.</param>
    /// <param name="loaderSignature">Name of the loader, at most 24 Latin-1 characters.</param>
    /// <param name="loaderSignatureAlt">Name of a loader to try when there is no such.</param>
    public VersionInfo(
        string modelSignature,
        uint verWrittenCur,
        uint verReadableCur,
        uint verWeCanReadBack,
        string? loaderAssemblyName,
        string? loaderSignature = null,
        string? loaderSignatureAlt = null)
    {
        ArgumentNullException.ThrowIfNull(modelSignature);
        if (modelSignature.Length != 8 || modelSignature.Any(character => character > 0xFF))
        {
            throw new ArgumentException($"A model signature has 8 Latin-1 characters, got '{modelSignature}'.", nameof(modelSignature));
        }
        ulong packed = 0;
        for (int i = 7; i >= 0; i--)
        {
            packed = (packed << 8) | (modelSignature[i] == ' ' ? '\0' : modelSignature[i]);
        }
        ModelSignature = packed;
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
        LoaderSignatureAlt = loaderSignatureAlt;
    }
    /// <summary>The header of a format of this library that has had one version so far.</summary>
    /// <param name="modelSignature">Name of the format: 8 Latin-1 characters.</param>
    /// <param name="loaderSignature">Name of the loader, at most 24 Latin-1 characters.</param>
    public static VersionInfo First(string modelSignature, string loaderSignature) => new(
        modelSignature,
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(VersionInfo).Assembly.GetName().Name,
        loaderSignature);
}
