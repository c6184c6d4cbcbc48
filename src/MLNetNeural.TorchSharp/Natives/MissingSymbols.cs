using System.Text;
using System.Text.RegularExpressions;

namespace MLNetNeural.TorchSharp.Natives;

/// <summary>A version of symbols that a native library asks for and an older library of the system does not have.</summary>
/// <param name="Wanted">The version, such as GLIBCXX_3.4.32.</param>
/// <param name="Library">Path of the system's library.</param>
/// <param name="Newest">The newest version of the same kind that it has; null where it cannot be read.</param>
internal sealed partial record MissingSymbols(string Wanted, string Library, string? Newest)
{
    /// <summary>Finds them in what the loader says; null when it says something else.</summary>
    /// <param name="message">The loader's message, a line for each file that it tried.</param>
    public static MissingSymbols? In(string message)
    {
        Match line = LoaderLine().Match(message);
        if (!line.Success) return null;
        string library = line.Groups["library"].Value, kind = line.Groups["kind"].Value;
        return new MissingSymbols($"{kind}_{line.Groups["number"].Value}", library, NewestIn(library, kind));
    }

    /// <inheritdoc/>
    public override string ToString()
        => $"needs {Wanted}, and {Path.GetFileName(Library)} of this system {(Newest is null ? "does not have it" : $"has at most {Newest}")}: run on Ubuntu 24.04, Debian 13 or a later system";

    private static string? NewestIn(string library, string kind)
    {
        if (!File.Exists(library)) return null;
        string names = Encoding.Latin1.GetString(File.ReadAllBytes(library));
        return Regex.Matches(names, $@"{kind}_(\d+(?:\.\d+)+)\0").Select(name => Version.Parse(name.Groups[1].Value)).Max() is { } newest ? $"{kind}_{newest}" : null;
    }

    // "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by …)", in the language of the system.
    [GeneratedRegex(@"^(?<library>[^:\n]+): [^/\n]*\b(?<kind>GLIBCXX|CXXABI|GLIBC)_(?<number>\d+(\.\d+)+)", RegexOptions.Multiline)]
    private static partial Regex LoaderLine();
}
