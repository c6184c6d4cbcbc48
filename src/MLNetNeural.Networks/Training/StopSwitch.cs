namespace MLNetNeural.Networks.Training;

/// <summary>Lets whoever is given an epoch's metrics end training. It is no part of the metrics: all switches are equal.</summary>
internal readonly struct StopSwitch : IEquatable<StopSwitch>
{
    private readonly Action<StopReason>? _stop;

    public StopSwitch(Action<StopReason> stop) => _stop = stop;

    public void Pull(StopReason reason) => _stop?.Invoke(reason);

    public bool Equals(StopSwitch other) => true;

    public override bool Equals(object? obj) => obj is StopSwitch;

    public override int GetHashCode() => 0;
}
