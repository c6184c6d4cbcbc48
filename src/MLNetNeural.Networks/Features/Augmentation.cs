using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Networks.Features;

/// <summary>A random change of training rows, drawn anew for every row and epoch; validation rows are never changed.</summary>
public abstract record Augmentation
{
    private protected Augmentation()
    {
    }

    internal abstract OptionErrors Check();
}
