namespace TabularChurn;

/// <summary>A row of the table.</summary>
internal sealed class Customer
{
    /// <summary>Months since the contract began.</summary>
    public float Tenure { get; set; }

    /// <summary>What a month costs; missing for some.</summary>
    public float MonthlyCharge { get; set; }

    /// <summary>Calls to the service line in the last half year.</summary>
    public float SupportCalls { get; set; }

    /// <summary>Gigabytes of a month; missing for some.</summary>
    public float DataUsage { get; set; }

    /// <summary>monthly, yearly or "two years".</summary>
    public string Contract { get; set; } = "";

    /// <summary>card, debit or invoice.</summary>
    public string Payment { get; set; } = "";

    /// <summary>One of six.</summary>
    public string Region { get; set; } = "";

    /// <summary>How many customers the row stands for: of those who stay long, one in four is in the table.</summary>
    public float Weight { get; set; }

    /// <summary>Whether the customer left.</summary>
    public bool Churned { get; set; }
}
