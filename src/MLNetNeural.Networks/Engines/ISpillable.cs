using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines;

/// <summary>A network in this process's memory: its weights can be put in a file as they lie there, without turning them into another order.</summary>
internal interface ISpillable
{
    /// <summary>Bytes that its weights take.</summary>
    long Bytes { get; }

    /// <summary>Writes the weights over what the file has.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    void WriteTo(SpillFile file);

    /// <summary>Takes the weights over that a network of the same shape has written.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    void ReadFrom(SpillFile file);
}
