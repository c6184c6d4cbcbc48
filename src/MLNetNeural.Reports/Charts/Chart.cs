using System.Text;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Reports.Charts;

/// <summary>A drawn chart: an SVG picture that needs nothing else, light or dark as the viewer is, and described for those who do not see it.</summary>
public sealed class Chart
{
    internal Chart(string svg) => Svg = svg;

    /// <summary>The SVG element, as a file or within HTML.</summary>
    public string Svg { get; }

    /// <summary>Writes an SVG file.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Svg)), flushToDisk: false);
}
