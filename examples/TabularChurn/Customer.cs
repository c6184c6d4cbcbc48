using Microsoft.ML.Data;

namespace TabularChurn;

/// <summary>A row of the table.</summary>
internal sealed class Customer
{
    /// <summary>Months since the contract began.</summary>
    [LoadColumn(0)]
    public float Tenure { get; set; }

    /// <summary>What a month costs; missing for some.</summary>
    [LoadColumn(1)]
    public float MonthlyCharge { get; set; }

    /// <summary>Calls to the service line in the last half year.</summary>
    [LoadColumn(2)]
    public float SupportCalls { get; set; }

    /// <summary>Gigabytes of a month; missing for some.</summary>
    [LoadColumn(3)]
    public float DataUsage { get; set; }

    /// <summary>monthly, yearly or "two years".</summary>
    [LoadColumn(4)]
    public string Contract { get; set; } = "";

    /// <summary>card, debit or invoice.</summary>
    [LoadColumn(5)]
    public string Payment { get; set; } = "";

    /// <summary>One of six.</summary>
    [LoadColumn(6)]
    public string Region { get; set; } = "";

    /// <summary>How many customers the row stands for: of those who stay long, one in four is in the table.</summary>
    [LoadColumn(7)]
    public float Weight { get; set; }

    /// <summary>Whether the customer left.</summary>
    [LoadColumn(8)]
    public bool Churned { get; set; }
}
