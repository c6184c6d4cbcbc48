namespace TabularChurn;

/// <summary>What the recipe can be told beside the options that all examples have.</summary>
internal sealed record ChurnOptions
{
    /// <summary>The table; null to generate one.</summary>
    public string? Data { get; init; }

    /// <summary>Customers of the generated table; at least 100.</summary>
    public required int Rows { get; init; }

    /// <summary>Passes over the training rows; at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Parts of the cross-validation; at least 2.</summary>
    public required int Folds { get; init; }

    /// <exception cref="ArgumentException">A number is out of range, or the table is missing.</exception>
    public void Check()
    {
        if (Data is not null && !File.Exists(Data)) throw new ArgumentException($"The table '{Data}' does not exist.");
        if (Rows < 100) throw new ArgumentException($"--rows must be at least 100, got {Rows}: about one customer in twelve leaves, and every part of the table needs some.");
        if (Epochs < 1) throw new ArgumentException($"--epochs must be at least 1, got {Epochs}.");
        if (Folds < 2) throw new ArgumentException($"--folds must be at least 2, got {Folds}.");
    }
}
