using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data.Text;

/// <summary>Numbers are read to the nearest Single and Double, bit for bit as the framework reads them; ML.NET's own reader is not exact.</summary>
[TestClass]
[TestCategory("Embedded")]
public class TextNumberTests
{
    private static readonly string[] Formats = ["R", "G9", "G17", "E3", "E16", "F2", "F20", "0.######"];

    // Where a Single or Double lies in the middle between two neighbours, is the smallest or largest, or has more digits than fit.
    private static readonly string[] Edges =
    [
        "16777217", "16777219", "33554435", "1.00000005960464477539", "1.000000059604644775390625", "1.0000000596046447753906251",
        "9007199254740993", "9007199254740992.5", "123456789012345678", "1234567890123456789", "12345678901234567890123", "0.000000000000000000000000001",
        "3.4028235e38", "3.4028236e38", "1e39", "1.4e-45", "7e-46", "1.17549435e-38", "4.9e-324", "1.7976931348623157e308", "1e309", "1e22", "1e23",
        "8.5e-22", "1e-22", "1e-23", "0", "-0", "0.0e5", "+7", "5.", ".5", "00012", "1e5", "1E+5", "1e-05", "1e0000000000000000005", "9999999.5", "0.1e-2",
    ];

    [TestMethod]
    public void Singles_are_the_nearest_to_their_texts_however_they_are_written()
    {
        Gen<string> texts = from bits in Gen.Choose(int.MinValue, int.MaxValue)
                            from format in Gen.Elements(Formats)
                            let value = BitConverter.Int32BitsToSingle(bits)
                            where float.IsFinite(value)
                            select value.ToString(format, CultureInfo.InvariantCulture);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(texts.ArrayOf().ToArbitrary(), ReadsAsTheFrameworkDoes));
    }

    [TestMethod]
    public void Numbers_of_any_digits_and_exponent_are_read_as_the_framework_reads_them()
    {
        Gen<string> texts = from sign in Gen.Elements("", "-", "+")
                            from whole in Digits(12)
                            from fraction in Digits(12)
                            from exponent in Gen.Frequency((3, Gen.Constant("")), (2, Gen.Choose(-45, 45).Select(e => $"e{e}")))
                            where whole.Length + fraction.Length > 0
                            select $"{sign}{whole}.{fraction}{exponent}";

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(texts.ArrayOf().ToArbitrary(), ReadsAsTheFrameworkDoes));
    }

    [TestMethod]
    public void Numbers_at_the_edges_are_read_as_the_framework_reads_them() => ReadsAsTheFrameworkDoes(Edges);

    private static Gen<string> Digits(int most)
        => Gen.Choose(0, most).SelectMany(count => Gen.Choose(0, 9).ArrayOf(count)).Select(string.Concat);

    private static void ReadsAsTheFrameworkDoes(string[] texts)
    {
        using TextFile file = new(string.Concat(texts.Select(text => $"{text},{text}\n")));

        IDataView view = new MLContext().Data.LoadFromTextFile(file.Path, TextFile.Scalars(DataKind.Single, DataKind.Double), ',');

        CollectionAssert.AreEqual(
            texts.Select(text => BitConverter.SingleToUInt32Bits(float.Parse(text, CultureInfo.InvariantCulture))).ToArray(),
            Columns.Read<float>(view, "A").Select(BitConverter.SingleToUInt32Bits).ToArray(),
            string.Join(' ', texts));
        CollectionAssert.AreEqual(
            texts.Select(text => BitConverter.DoubleToUInt64Bits(double.Parse(text, CultureInfo.InvariantCulture))).ToArray(),
            Columns.Read<double>(view, "B").Select(BitConverter.DoubleToUInt64Bits).ToArray(),
            string.Join(' ', texts));
    }
}
