namespace MLNetNeural.TorchSharp.Tests;

/// <summary>A test that runs where TorchSharp's native part can be loaded, and elsewhere skips and says why it cannot.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsTorchAttribute : ConditionBaseAttribute
{
    public NeedsTorchAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = $"{TestDevice.MissingNatives}.";

    public override string GroupName => nameof(NeedsTorchAttribute);

    public override bool IsConditionMet => TestDevice.MissingNatives is null;
}
