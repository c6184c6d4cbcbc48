namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>How the rows of a batch are mixed.</summary>
/// <param name="Share">λ, the share of the row itself; 1 where nothing is mixed.</param>
/// <param name="Shift">How many places on in the batch the other row lies.</param>
/// <param name="Rows">Rows of the batch.</param>
internal readonly record struct BatchMix(float Share, int Shift, int Rows)
{
    /// <summary>Nothing is mixed.</summary>
    public static BatchMix None => new(1, 0, 0);

    /// <summary>Whether anything is mixed.</summary>
    public bool IsOn => Share < 1;

    /// <summary>Position in the batch of the row that one is mixed with.</summary>
    public int Partner(int position) => position + Shift < Rows ? position + Shift : position + Shift - Rows;
}
