namespace MLNetNeural.Networks.Randomness;

/// <summary>What makes a stream of Philox blocks: its key, and the half of the counter that does not count.</summary>
internal readonly record struct PhiloxStream(uint Key0, uint Key1, uint Counter2, uint Counter3);
