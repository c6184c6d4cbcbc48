using System.Globalization;
using System.Numerics.Tensors;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>What the units of the first layer look for, as images.</summary>
internal static class WeightSheet
{
    /// <summary>Draws the weights of the units with the largest ones.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">How its inputs are images.</param>
    /// <param name="most">Most units.</param>
    /// <param name="size">Size of an image.</param>
    /// <param name="names">Names of the units; null for numbers.</param>
    public static ImageSheet Of(INetwork network, FeatureImages images, int most, (int Width, int Height) size, IReadOnlyList<string>? names)
    {
        int tensor = Enumerable.Range(0, network.Infos.Count).First(t => network.Infos[t].Role == TensorRole.Weight);
        TensorInfo info = network.Infos[tensor];
        float[] weights = new float[info.Columns];
        float[] norms = new float[info.Rows];
        for (int unit = 0; unit < info.Rows; unit++)
        {
            network.Read(tensor, unit, weights);
            norms[unit] = TensorPrimitives.Norm<float>(weights);
        }

        int[] chosen = [.. Enumerable.Range(0, info.Rows).OrderByDescending(unit => norms[unit]).Take(most).Order()];
        var drawn = new List<ReportImage>();
        foreach (int unit in chosen)
        {
            network.Read(tensor, unit, weights);
            string name = names?[unit] ?? string.Create(CultureInfo.InvariantCulture, $"unit {unit + 1}");
            drawn.Add(new ReportImage(images.DrawWeights(weights, size).ToPng(), name));
        }

        string which = chosen.Length == info.Rows ? $"All {info.Rows} units" : $"The {chosen.Length} of {info.Rows} units with the largest weights";
        return new ImageSheet($"{which}. Gray is 0; each image is scaled to its largest weight. A unit that looks like noise has learned no pattern that the eye can see.", size.Width, size.Height, drawn);
    }
}
