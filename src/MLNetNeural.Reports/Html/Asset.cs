using System.Security.Cryptography;
using System.Text;

namespace MLNetNeural.Reports.Html;

/// <summary>Files that are part of the assembly.</summary>
internal static class Asset
{
    /// <summary>The text of a file of Html/Assets.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A file of the assembly.</summary>
    public static Stream Open(string name) => typeof(Asset).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");

    /// <summary>How a content security policy names an inline script or style: by the SHA-256 of its text. W3C, CSP 3, section 6.7.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
