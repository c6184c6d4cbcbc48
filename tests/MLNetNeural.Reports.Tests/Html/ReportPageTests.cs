using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MLNetNeural.Networks.Training;
using MLNetNeural.Reports.Html;
using MLNetNeural.Tests;

namespace MLNetNeural.Reports.Tests.Html;

[TestClass]
public sealed class ReportPageTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)><!--\u2028&'\"";

    [TestMethod]
    public void The_data_come_back_from_the_page_as_they_went_in()
    {
        ReportData data = SampleReport.Data();

        using JsonDocument json = JsonDocument.Parse(DataOf(ReportPage.Render(data)));

        JsonElement history = json.RootElement.GetProperty("history");
        CollectionAssert.AreEqual(data.History.TrainingLoss.ToArray(), history.GetProperty("trainingLoss").EnumerateArray().Select(value => (double?)value.GetDouble()).ToArray());
        Assert.AreEqual(16, history.GetProperty("bestEpoch").GetInt32());
        Assert.AreEqual("Multiclass", json.RootElement.GetProperty("task").GetString());
        Assert.AreEqual(85, json.RootElement.GetProperty("evaluation").GetProperty("confusion").GetProperty("counts")[3][3].GetInt32());
    }

    [TestMethod]
    public void A_hostile_name_stays_text_and_makes_no_element()
    {
        ReportData harmless = SampleReport.Data(), hostile = harmless with
        {
            Title = Hostile,
            Facts = [new(Hostile, Hostile)],
            Layers = [new(Hostile, 3) { Details = [Hostile] }],
            TrainingImages = new(Hostile, 1, 1, [new([1, 2, 3], Hostile, Hostile, Hostile)]),
            Evaluation = harmless.Evaluation! with { Confusion = new([Hostile, "b"], [[1, 2], [3, 4]]), Classes = [new(Hostile, 1, 1, 1, 1)] },
        };

        string page = ReportPage.Render(hostile);

        Assert.AreEqual(Count(ReportPage.Render(harmless), "<script"), Count(page, "<script"));
        Assert.AreEqual(0, Count(page, "<img"));
        Assert.IsFalse(DataOf(page).Any(c => c is '<' or '>' or '&' or '\'' or '\u2028' or '\n'));
        using JsonDocument json = JsonDocument.Parse(DataOf(page));
        Assert.AreEqual(Hostile, json.RootElement.GetProperty("evaluation").GetProperty("confusion").GetProperty("classes")[0].GetString());
        Assert.AreEqual(Hostile, System.Net.WebUtility.HtmlDecode(Regex.Match(page, "<title>(.*?)</title>", RegexOptions.Singleline).Groups[1].Value));
    }

    [TestMethod]
    public void Scripts_make_no_markup_of_text()
    {
        string page = ReportPage.Render(SampleReport.Data());

        foreach (string sink in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function" }) Assert.DoesNotContain(sink, page);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_policy_names_every_script_and_style_by_its_hash_and_allows_nothing_else(bool isLive)
    {
        string page = ReportPage.Render(SampleReport.Data(), isLive);

        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"(.*?)\"").Groups[1].Value;
        MatchCollection scripts = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline), styles = Regex.Matches(page, "<style>(.*?)</style>", RegexOptions.Singleline);
        Assert.HasCount(2, scripts);
        Assert.HasCount(1, styles);
        string Hash(Match match) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}'";
        Assert.AreEqual(
            $"default-src 'none'; script-src {Hash(scripts[0])} {Hash(scripts[1])}; style-src {Hash(styles[0])}; img-src data:; {(isLive ? "connect-src 'self'; " : "")}base-uri 'none'; form-action 'none'",
            policy);
        Assert.DoesNotMatchRegex(new Regex("<[^>]*\\s(style|on\\w+)=", RegexOptions.IgnoreCase), Regex.Replace(page, "<(script|style).*?</\\1>", "", RegexOptions.Singleline));
    }

    [TestMethod]
    public void The_page_names_no_address_to_load_from()
    {
        string page = ReportPage.Render(SampleReport.Data());

        Assert.DoesNotMatchRegex(new Regex("(src|href)=\"(?!data:|#)", RegexOptions.IgnoreCase), Regex.Replace(page, "<script.*?</script>", "", RegexOptions.Singleline));
        Assert.DoesNotContain("@import", page);
        Assert.DoesNotMatchRegex(new Regex("url\\("), page);
    }

    [TestMethod]
    public void The_chart_library_is_the_pinned_one_with_its_license()
    {
        string folder = Path.Combine(Repository.Root, "src", "MLNetNeural.Reports", "Html", "Assets", "uplot");
        using JsonDocument package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));

        foreach (JsonProperty file in package.RootElement.GetProperty("sha256").EnumerateObject())
        {
            Assert.AreEqual(file.Value.GetString(), Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name)))), file.Name);
        }

        Assert.AreEqual(ReportPage.UPlotVersion, package.RootElement.GetProperty("dependencies").GetProperty("uplot").GetString());
        string page = ReportPage.Render(SampleReport.Data());
        Assert.Contains($"(v{ReportPage.UPlotVersion})", page);
        Assert.Contains("Copyright (c) 2022 Leon Sorokin", page);
    }

    [TestMethod]
    public void Values_that_are_not_finite_are_gaps()
    {
        var history = new TrainingHistory([new EpochMetrics(0, 0.1, double.NaN, null, double.PositiveInfinity, null, false, TimeSpan.Zero), new EpochMetrics(1, 0.1, 2, null, 3, null, true, TimeSpan.Zero)]);

        ReportHistory columns = ReportHistory.Of(history, plannedEpochs: null);

        CollectionAssert.AreEqual(new double?[] { null, 2 }, columns.TrainingLoss.ToArray());
        CollectionAssert.AreEqual(new double?[] { null, 3 }, columns.ValidationLoss.ToArray());
        Assert.IsEmpty(columns.TrainingAccuracy);
        CollectionAssert.AreEqual(new double?[] { 0.1, 0.1 }, columns.LearningRate.ToArray());
        Assert.AreEqual(2, columns.BestEpoch);
    }

    [TestMethod]
    public void Only_a_live_page_listens_and_stops()
    {
        Assert.DoesNotContain("<body data-live>", ReportPage.Render(SampleReport.Data()));
        Assert.Contains("<body data-live>", ReportPage.Render(SampleReport.Data(), isLive: true));
    }

    private static string DataOf(string page) => Regex.Match(page, "<script type=\"application/json\" id=\"report-data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
