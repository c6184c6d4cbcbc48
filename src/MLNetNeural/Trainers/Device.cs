namespace MLNetNeural.Trainers;

/// <summary>What a network is trained on. A trained network scores on the processor, whatever it was trained on.</summary>
public sealed record Device
{
    private Device(string name) => Name = name;

    /// <summary>The fastest device that this program has.</summary>
    public static Device Auto { get; } = new("auto");

    /// <summary>The processor: all its cores and its widest vectors.</summary>
    public static Device Cpu { get; } = new("cpu");

    /// <summary>The device in a word.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
