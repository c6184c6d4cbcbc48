namespace MLNetNeural.Data;

/// <summary>A row whose values lie in slots of buffers.</summary>
internal interface ISlotRow
{
    /// <summary>The slot of the present row.</summary>
    /// <exception cref="InvalidOperationException">There is no present row.</exception>
    int Slot { get; }
}
