namespace MLNetNeural.Scoring.Heads;

/// <summary>The outputs for the row that is being served, after <see cref="OutputHead.Apply"/>.</summary>
internal delegate ReadOnlySpan<float> RowOutputs();
