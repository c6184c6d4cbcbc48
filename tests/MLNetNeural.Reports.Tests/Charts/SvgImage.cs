using System.Globalization;
using System.Xml.Linq;
using MLNetNeural.Reports.Charts;

namespace MLNetNeural.Reports.Tests.Charts;

/// <summary>A chart as a reader of XML sees it; what is not well-formed does not get here.</summary>
internal sealed class SvgImage(Chart chart)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public XElement Root { get; } = XDocument.Parse(chart.Svg).Root!;

    public string Title => Root.Element(Svg + "title")!.Value;

    public string Description => Root.Element(Svg + "desc")!.Value;

    public string[] Texts => [.. All("text").Select(text => text.Value)];

    public IEnumerable<XElement> All(string name, string style = "")
        => Root.Descendants(Svg + name).Where(element => style.Length == 0 || element.Attribute("class")?.Value == style);

    /// <summary>The points of every line of a style.</summary>
    public (double X, double Y)[][] Lines(string style) =>
    [
        .. All("polyline", $"line {style}").Select(line => line.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',')).Select(xy => (Number(xy[0]), Number(xy[1]))).ToArray()),
    ];

    /// <summary>Every number of every place and size is finite and, but for turned text, within the image.</summary>
    public void IsWithinItsFrame()
    {
        double width = Number(Root.Attribute("width")!.Value), height = Number(Root.Attribute("height")!.Value);
        foreach (XAttribute attribute in Root.Descendants().Attributes())
        {
            double most = attribute.Name.LocalName switch { "x" or "x1" or "x2" or "cx" => width, "y" or "y1" or "y2" or "cy" => height, _ => double.NaN };
            if (double.IsNaN(most)) continue;
            Assert.IsTrue(Number(attribute.Value) >= 0 && Number(attribute.Value) <= most, attribute.Parent!.ToString());
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
