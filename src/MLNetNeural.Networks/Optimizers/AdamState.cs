namespace MLNetNeural.Networks.Optimizers;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> keep, by PyTorch's names.</summary>
internal static class AdamState
{
    private static readonly string[] Averages = ["exp_avg", "exp_avg_sq"];
    private static readonly string[] AveragesAndMaximum = [.. Averages, "max_exp_avg_sq"];

    public static IReadOnlyList<string> Names(bool amsGrad) => amsGrad ? AveragesAndMaximum : Averages;
}
