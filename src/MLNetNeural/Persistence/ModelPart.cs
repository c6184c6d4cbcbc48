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

    /// <summary>Reads a body that begins with its version.</summary>
    /// <param name="loadContext">ML.NET's ModelLoadContext.</param>
    /// <param name="read">Reads what follows, to the last byte, as the version has it.</param>
    /// <exception cref="InvalidDataException">The version is a later one, or the body is cut short or damaged.</exception>
    public T Read<T>(object loadContext, Func<BinaryReader, int, T> read)
    {
        BinaryReader body = MLNetInternals.Body(loadContext);
        try
        {
            int version = body.ReadInt32();
            if (version > Version)
            {
                throw new InvalidDataException($"The model's {LoaderName} has version {version}, and this library reads up to version {Version}: update MLNetNeural.");
            }

            if (version < OldestReadable) throw new InvalidDataException($"The model's {LoaderName} has the impossible version {version}.");
            return read(body, version);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            // What a BinaryReader says of a length that cannot be, or a constructor of a figure.
            string fault = e is EndOfStreamException ? "it is cut short" : e.Message.TrimEnd('.');
            throw new InvalidDataException($"The model's {LoaderName} is damaged: {fault}.", e);
        }
    }
}
