using System.Globalization;
using Examples;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TabularChurn;

/// <summary>The table: draws one, in which about one customer in twelve leaves, most of them from monthly contracts with many calls; and reads it.</summary>
internal static class CustomerTable
{
    private static readonly (string Header, string Column, DataKind Kind)[] Columns =
    [
        ("tenure", nameof(Customer.Tenure), DataKind.Single),
        ("monthly_charge", nameof(Customer.MonthlyCharge), DataKind.Single),
        ("support_calls", nameof(Customer.SupportCalls), DataKind.Single),
        ("data_usage", nameof(Customer.DataUsage), DataKind.Single),
        ("contract", nameof(Customer.Contract), DataKind.String),
        ("payment", nameof(Customer.Payment), DataKind.String),
        ("region", nameof(Customer.Region), DataKind.String),
        ("weight", nameof(Customer.Weight), DataKind.Single),
        ("churned", nameof(Customer.Churned), DataKind.Boolean),
    ];

    private static readonly string[] Contracts = ["monthly", "yearly", "two years"];
    private static readonly string[] Payments = ["card", "debit", "invoice"];
    private static readonly string[] Regions = ["north", "east", "south", "west", "center", "islands"];

    /// <summary>Writes a CSV file; an empty field is a missing number.</summary>
    public static void Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        CsvFile.Write(path, string.Join(',', Columns.Select(column => column.Header)), Enumerable.Range(0, rows).Select(_ => Line(random)));
    }

    /// <summary>Reads a CSV file whose first line names its columns.</summary>
    /// <exception cref="ArgumentException">A column is missing, or the file is no text.</exception>
    public static IDataView Load(MLContext ml, string path)
    {
        string first = File.ReadLines(path).FirstOrDefault() ?? "";
        if (first.Any(char.IsControl)) throw new ArgumentException($"'{path}' is not a table: its first line must name the columns, with commas between.");
        string[] header = [.. first.Split(',').Select(name => name.Trim())];
        foreach ((string name, _, _) in Columns)
        {
            if (!header.Contains(name)) throw new ArgumentException($"The table '{path}' has no column '{name}', only: {string.Join(", ", header)}.");
        }

        return ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Columns = [.. Columns.Select(column => new TextLoader.Column(column.Column, column.Kind, Array.IndexOf(header, column.Header)))],
            Separators = [','],
            HasHeader = true,
            MissingRealsAsNaNs = true,
        });
    }

    private static string Line(Random random)
    {
        int contract = Pick(random, 0.55, 0.25), payment = Pick(random, 0.4, 0.35), region = random.Next(Regions.Length);
        double tenure = Math.Round(72 * Math.Pow(random.NextDouble(), 1.5)), charge = 15 + (65 * random.NextDouble()), usage = charge * random.NextDouble() / 4;
        int calls = (int)(-Math.Log(1 - random.NextDouble()) * 1.6);

        // Calls matter more under a monthly contract, and a high charge only where little is used.
        double logit = -3.4 - (0.03 * tenure) + (contract == 0 ? 0.9 + (0.55 * calls) : 0.15 * calls) + (usage < 4 ? 0.03 * (charge - 30) : 0)
            + (payment == 2 ? 0.5 : 0) + (region == 5 ? 0.6 : 0);
        bool churned = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tenure},{Sometimes(random, 0.05, charge)},{calls},{Sometimes(random, 0.1, usage)},{Contracts[contract]},{Payments[payment]},{Regions[region]},{(tenure > 48 ? 4 : 1)},{(churned ? 1 : 0)}");
    }

    /// <summary>0 and 1 with such probabilities, else 2.</summary>
    private static int Pick(Random random, double first, double second)
    {
        double p = random.NextDouble();
        return p < first ? 0 : p < first + second ? 1 : 2;
    }

    private static string Sometimes(Random random, double missing, double value)
        => random.NextDouble() < missing ? "" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
