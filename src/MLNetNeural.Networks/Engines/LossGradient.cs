namespace MLNetNeural.Networks.Engines;

/// <summary>Which gradient a <see cref="BatchLoss"/> gives beside the loss.</summary>
internal enum LossGradient
{
    /// <summary>None.</summary>
    None,

    /// <summary>That of the batch's mean loss.</summary>
    OfMean,

    /// <summary>That of the sum of the rows' weighted losses.</summary>
    OfSum,
}
