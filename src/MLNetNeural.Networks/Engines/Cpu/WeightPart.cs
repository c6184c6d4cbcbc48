namespace MLNetNeural.Networks.Engines.Cpu;

/// <summary>Some rows of some panels of a layer's weights, whose gradient is made and used up while it is in the cache.</summary>
/// <param name="Index">Which part of the layer it is.</param>
/// <param name="FirstInput">First row.</param>
/// <param name="Inputs">Number of rows.</param>
/// <param name="FirstPanel">First panel.</param>
/// <param name="Panels">Number of panels.</param>
internal readonly record struct WeightPart(int Index, int FirstInput, int Inputs, int FirstPanel, int Panels);
