using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Data.Text;

/// <summary>Options without meaning are named.</summary>
[TestClass]
public class TextLoaderOptionsTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly Dictionary<string, (Action<TextLoader.Options> Spoil, string Parameter)> Faults = new()
    {
        ["digit as separator"] = (options => options.Separators = ['5'], "Separator"),
        ["quote as separator"] = (options => options.Separators = ['"'], "Separator"),
        ["control character as separator"] = (options => options.Separators = ['\u0001'], "Separator"),
        ["colon between sparse fields"] = (options => (options.Separators, options.AllowSparse) = ([':'], true), "Separator"),
        ["letter as decimal marker"] = (options => options.DecimalMarker = 'x', "DecimalMarker"),
        ["comma as separator and decimal marker"] = (options => options.DecimalMarker = ',', "AllowQuoting"),
        ["escape character that separates"] = (options => options.EscapeChar = ',', "EscapeChar"),
        ["negative number of rows"] = (options => options.MaxRows = -1, "MaxRows"),
        ["column without fields"] = (options => options.Columns = [new() { Name = "A" }], "Source"),
        ["column without a name"] = (options => options.Columns![0].Name = " ", "Name"),
        ["key of a Single"] = (options => options.Columns![0].KeyCount = new(3), "Type"),
        ["unknown kind"] = (options => options.Columns![0].DataKind = (DataKind)99, "Type"),
        ["ranges that overlap"] = (options => options.Columns![0].Source = [new(0, 2), new(1)], "Source"),
        ["range behind the end"] = (options => options.Columns![0].Source = [new(3, null)], "Min"),
        ["two ranges of all others"] = (
            options => options.Columns![0].Source = [new() { AllOther = true, AutoEnd = true }, new() { AllOther = true, AutoEnd = true }], "AllOther"),
    };

    public static IEnumerable<object[]> FaultNames => Faults.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(FaultNames))]
    public void An_option_without_meaning_is_named(string fault)
    {
        using TextFile file = new("1,2,3\n");
        TextLoader.Options options = TextFile.Csv(TextFile.Scalars(DataKind.Single));
        Faults[fault].Spoil(options);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.LoadFromTextFile(file.Path, options));

        Assert.AreEqual(Faults[fault].Parameter, error.ParamName, error.Message);
    }

    // Lines are searched byte by byte.
    [TestMethod]
    [TestCategory("Embedded")]
    public void A_separator_that_is_no_ASCII_character_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.CreateTextLoader(TextFile.Scalars(DataKind.Single), '§'));

        StringAssert.Contains(error.Message, "'§'");
    }

    [TestMethod]
    public void Members_of_a_class_must_be_of_types_that_text_is_read_as()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => Ml.Data.CreateTextLoader<Unsupported>());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Ml.Data.CreateTextLoader<Empty>());
    }

#pragma warning disable CS0649
    private sealed class Unsupported
    {
        [LoadColumn(0)]
        public decimal Price;
    }
#pragma warning restore CS0649

    private sealed class Empty;
}
