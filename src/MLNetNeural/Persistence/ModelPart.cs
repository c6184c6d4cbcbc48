namespace MLNetNeural.Persistence;

/// <summary>How one kind of transformer stands in a model file.</summary>
/// <param name="Signature">Name of the format: 8 characters.</param>
/// <param name="Version">Version that is written.</param>
/// <param name="OldestReadable">The oldest version that can be read.</param>
/// <param name="LoaderName">Name under which the loader is found, at most 24 characters; see <see cref="MulticlassLoader"/>.</param>
internal sealed record ModelPart(string Signature, uint Version, uint OldestReadable, string LoaderName)
{
    /// <summary>Name of the entry beside the body that holds weights.</summary>
    public const string LargeEntry = "Weights";

    /// <summary>
    /// The assembly that ML.NET looks for loaders in: this one. The simple name, so that a model outlives versions.
    /// </summary>
    public string LoaderAssembly => typeof(ModelPart).Assembly.GetName().Name!;
}
