namespace MLNetNeural.Networks.Engines;

/// <summary>Whether there are NVIDIA cards to train on.</summary>
/// <param name="Cards">Number of cards.</param>
/// <param name="Missing">What is missing where there are none, as a sentence that says what to add; null where there are some.</param>
public sealed record CudaStatus(int Cards, string? Missing);
