using System.Globalization;
using Microsoft.Playwright;
using MLNetNeural.Reports.Html;
using MLNetNeural.Reports.Tests.Html;
using MLNetNeural.Tests;

namespace MLNetNeural.Browser.Tests;

/// <summary>The report as a browser shows it.</summary>
[TestClass]
public sealed class ReportPageTests : IDisposable
{
    private const int Phone = 360;
    private const string Hostile = "</script><img src=x onerror=alert(1)><!--";

    /// <summary>WCAG 2.1, criterion 1.4.3, for text of ordinary size.</summary>
    private const double LeastContrast = 4.5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task It_opens_without_errors_and_loads_nothing_but_itself()
    {
        string address = Write(SampleReport.Data());
        await using OpenPage open = await OpenPage.OpenAsync(address);

        await open.Page.WaitForFunctionAsync("() => Object.keys(window.report.charts).length >= 3");

        CollectionAssert.AreEqual(Array.Empty<string>(), open.Faults);
        CollectionAssert.AreEqual(new[] { address }, open.Requests);
        Assert.AreEqual("Skies", await open.Page.TitleAsync());
        Assert.AreEqual("Skies", await open.Page.TextContentAsync("h1"));
        Assert.IsFalse(await open.Page.IsVisibleAsync("#stop"), "A report has no training to stop.");
    }

    [TestMethod]
    public async Task Curves_have_the_points_of_the_history()
    {
        ReportData data = SampleReport.Data();
        await using OpenPage open = await OpenPage.OpenAsync(Write(data));
        ReportHistory history = data.History;

        foreach ((string chart, int series, IReadOnlyList<double?> values) in new[]
        {
            ("loss", 1, history.TrainingLoss), ("loss", 2, history.ValidationLoss), ("accuracy", 1, history.TrainingAccuracy), ("accuracy", 2, history.ValidationAccuracy),
            ("rate", 1, history.LearningRate),
        })
        {
            CollectionAssert.AreEqual(values.ToArray(), await open.NumbersAsync($"window.report.charts.{chart}.data[{series}]"), $"{chart} {series}");
            CollectionAssert.AreEqual(history.Epoch.Select(epoch => (double?)epoch).ToArray(), await open.NumbersAsync($"window.report.charts.{chart}.data[0]"));
        }

        // And they are drawn: a chart has pixels in the color of its curve.
        Assert.IsGreaterThan(100, (await open.AskAsync("""
            (() => {
              const canvas = window.report.charts.loss.root.querySelector("canvas"), pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              const probe = document.createElement("canvas").getContext("2d");
              probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--a").trim();
              probe.fillRect(0, 0, 1, 1);
              const color = probe.getImageData(0, 0, 1, 1).data;
              let count = 0;
              for (let i = 0; i < pixels.length; i += 4) if (pixels[i] === color[0] && pixels[i + 1] === color[1] && pixels[i + 2] === color[2] && pixels[i + 3] === 255) count++;
              return count;
            })()
            """)).GetInt32());
    }

    [TestMethod]
    public async Task Curves_zoom_by_buttons_pointer_and_keys_together()
    {
        await using OpenPage open = await OpenPage.OpenAsync(Write(SampleReport.Data()));
        (double Min, double Max) whole = await RangeAsync(open, "loss");
        Assert.AreEqual((1, 20), whole);

        await open.Page.ClickAsync("[aria-label='Zoom in: Loss']");
        (double Min, double Max) half = await RangeAsync(open, "loss");
        Assert.AreEqual(9.5, half.Max - half.Min, 1e-9);
        Assert.AreEqual(half, await RangeAsync(open, "accuracy"));
        await open.Page.ClickAsync("[aria-label='Show all: Loss']");
        Assert.AreEqual(whole, await RangeAsync(open, "loss"));

        ILocator plot = open.Page.Locator("[data-chart=loss] .u-over");
        await plot.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await plot.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + (box.Width * .25f), box.Y + (box.Height / 2));
        await open.Page.Mouse.DownAsync();
        await open.Page.Mouse.MoveAsync(box.X + (box.Width * .75f), box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 5 });
        await open.Page.Mouse.UpAsync();
        (double Min, double Max) dragged = await RangeAsync(open, "loss");
        Assert.AreEqual(9.5, dragged.Max - dragged.Min, 0.5);

        await open.Page.FocusAsync("[data-chart=loss] .focus");
        await open.Page.Keyboard.PressAsync("+");
        (double Min, double Max) keyed = await RangeAsync(open, "loss");
        Assert.AreEqual((dragged.Max - dragged.Min) / 2, keyed.Max - keyed.Min, 1e-6);
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.AreEqual(whole, await RangeAsync(open, "loss"));
        CollectionAssert.AreEqual(Array.Empty<string>(), open.Faults);
    }

    [TestMethod]
    public async Task Everything_is_reached_by_keyboard_and_values_are_read_by_arrows()
    {
        await using OpenPage open = await OpenPage.OpenAsync(Write(SampleReport.Data()));

        List<string> reached = [];
        for (int i = 0; i < 60; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            string at = (await open.AskAsync("(e => e === document.body ? 'body' : e.id || e.getAttribute('aria-label') || e.textContent)(document.activeElement)")).GetString()!;
            if (at == "body") break;
            reached.Add(at);
            Assert.IsTrue(
                (await open.AskAsync("(e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; })(document.activeElement)")).GetBoolean(),
                $"Nobody sees that the focus is at '{at}'.");
        }

        Assert.AreEqual("Skip to the report", reached[0]);
        foreach (string part in new[] { "theme", "Zoom in: Loss", "Show all: Accuracy" }) Assert.Contains(part, reached);
        Assert.AreEqual(3, reached.Count(at => at.Contains("Arrow keys move along the values", StringComparison.Ordinal) && at[0] is 'L' or 'A'), string.Join('\n', reached));

        await open.Page.FocusAsync("[data-chart=loss] .focus");
        await open.Page.Keyboard.PressAsync("Home");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.Page.WaitForFunctionAsync("() => window.report.charts.loss.cursor.idx === 1");
        await open.Page.Keyboard.PressAsync("End");
        await open.Page.WaitForFunctionAsync("() => window.report.charts.loss.cursor.idx === 19");
    }

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_what_is_behind_it(ColorScheme colors)
    {
        await using OpenPage open = await OpenPage.OpenAsync(Write(SampleReport.Data()), colors: colors);

        Assert.AreEqual(colors == ColorScheme.Dark, (await open.AskAsync(Contrast.PageLuminance)).GetDouble() < 0.2);
        string[] texts = [.. (await open.AskAsync(Contrast.WeakTexts(LeastContrast))).EnumerateArray().Select(text => text.GetString()!)];
        Assert.IsGreaterThan(100, int.Parse(texts[0], CultureInfo.InvariantCulture));
        CollectionAssert.AreEqual(Array.Empty<string>(), texts[1..], string.Join('\n', texts));
    }

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task Counts_can_be_read_on_a_cell_of_every_share_of_the_confusion_matrix(ColorScheme colors)
    {
        // Each row has a share from a half on, first that next to it, where the colors turn, and what is left of the row: all percents come up.
        int[] thousandths = [501, .. Enumerable.Range(50, 51).Select(percent => 10 * percent)];
        long[][] counts = [.. thousandths.Select(share => (long[])[share, 1000 - share, .. Enumerable.Repeat(0L, thousandths.Length - 2)])];
        ReportData sample = SampleReport.Data();
        await using OpenPage open = await OpenPage.OpenAsync(
            Write(sample with { Evaluation = sample.Evaluation! with { Confusion = new([.. thousandths.Select((_, i) => $"{i}")], counts) } }), colors: colors);

        string[] texts = [.. (await open.AskAsync(Contrast.WeakTexts(LeastContrast))).EnumerateArray().Select(text => text.GetString()!)];

        Assert.IsGreaterThan(thousandths.Length * thousandths.Length, int.Parse(texts[0], CultureInfo.InvariantCulture));
        CollectionAssert.AreEqual(Array.Empty<string>(), texts[1..], string.Join('\n', texts));
    }

    [TestMethod]
    public async Task A_button_switches_between_light_and_dark()
    {
        await using OpenPage open = await OpenPage.OpenAsync(Write(SampleReport.Data()));
        double light = (await open.AskAsync(Contrast.PageLuminance)).GetDouble();

        await open.Page.ClickAsync("#theme");
        double dark = (await open.AskAsync(Contrast.PageLuminance)).GetDouble();
        await open.Page.ClickAsync("#theme");

        Assert.IsLessThan(light / 4, dark);
        Assert.AreEqual(light, (await open.AskAsync(Contrast.PageLuminance)).GetDouble());
    }

    [TestMethod]
    public async Task A_hostile_class_name_is_only_a_name()
    {
        ReportData harmless = SampleReport.Data();
        await using OpenPage open = await OpenPage.OpenAsync(Write(harmless with
        {
            Title = Hostile,
            Facts = [new(Hostile, Hostile)],
            Layers = [new(Hostile, 3) { Details = [Hostile] }],
            Options = [new(Hostile, Hostile)],
            Evaluation = harmless.Evaluation! with { Confusion = new([Hostile, "b"], [[1, 2], [3, 4]]), Classes = [new(Hostile, 1, 1, 1, 1)] },
        }));

        Assert.AreEqual(Hostile, await open.Page.TextContentAsync("h1"));
        Assert.AreEqual(0, await open.Page.Locator("img").CountAsync());
        Assert.IsGreaterThan(0, await open.Page.GetByText(Hostile).CountAsync());
        CollectionAssert.AreEqual(Array.Empty<string>(), open.Faults);
        Assert.HasCount(1, open.Requests);
    }

    [TestMethod]
    public async Task A_phone_does_not_scroll_sideways()
    {
        await using OpenPage open = await OpenPage.OpenAsync(Write(SampleReport.Data(epochs: 200)), width: Phone);
        foreach (IElementHandle summary in await open.Page.QuerySelectorAllAsync("summary")) await summary.ClickAsync();

        string[] wide = [.. (await open.AskAsync("""
            [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .unseen"))
              .map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 40))
            """)).EnumerateArray().Select(text => text.GetString()!)];
        Assert.AreEqual(Phone, (await open.AskAsync("document.documentElement.scrollWidth")).GetInt32(), string.Join('\n', wide));
    }

    private string Write(ReportData data)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.html");
        File.WriteAllText(path, ReportPage.Render(data));
        return new Uri(path).AbsoluteUri;
    }

    private static async Task<(double Min, double Max)> RangeAsync(OpenPage open, string chart)
    {
        double?[] range = await open.NumbersAsync($"[window.report.charts.{chart}.scales.x.min, window.report.charts.{chart}.scales.x.max]");
        return (range[0]!.Value, range[1]!.Value);
    }
}
