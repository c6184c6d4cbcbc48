using System.Globalization;

namespace MLNetNeural.Benchmarks.Tabular;

/// <summary>Rows of numbers: the label first, then the features.</summary>
internal sealed record Table(float[] Labels, float[][] Features)
{
    public static Table Read(string path)
    {
        float[][] rows = [.. File.ReadLines(path).Select(line => line.Split(',').Select(field => float.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        return new Table([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1..])]);
    }
}
