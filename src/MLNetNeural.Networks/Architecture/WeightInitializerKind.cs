namespace MLNetNeural.Networks.Architecture;

/// <summary>The distributions of initial weights.</summary>
public enum WeightInitializerKind
{
    /// <summary>Weights and biases from U(−b, b), b = 1/√inputs.</summary>
    PyTorchDefault,

    /// <summary>Weights from U(−b, b), b = gain·√(3/fan).</summary>
    KaimingUniform,

    /// <summary>Weights from N(0, gain²/fan).</summary>
    KaimingNormal,

    /// <summary>Weights from U(−b, b), b = gain·√(6/(inputs + units)).</summary>
    XavierUniform,

    /// <summary>Weights from N(0, gain²·2/(inputs + units)).</summary>
    XavierNormal,

    /// <summary>Weights from N(0, deviation²).</summary>
    Normal,

    /// <summary>All weights 0.</summary>
    Zeros,
}
