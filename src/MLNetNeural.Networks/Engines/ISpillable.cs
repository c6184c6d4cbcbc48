using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Engines;

/// <summary>A network whose weights can be put in a file as they lie in this process's memory, without turning them into another order.</summary>
internal interface ISpillable
{
    /// <summary>Bytes of this process's memory that its weights take; 0 where they lie on a card.</summary>
    long Bytes { get; }

    /// <summary>Writes the weights over what the file has.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    void WriteTo(SpillFile file);

    /// <summary>Takes the weights over that a network of the same shape has written.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    void ReadFrom(SpillFile file);
}
