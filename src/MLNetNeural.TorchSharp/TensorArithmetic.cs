using TorchSharp;
using static TorchSharp.torch;

namespace MLNetNeural.TorchSharp;

/// <summary>
/// Arithmetic in place with a number. Numbers are native objects to TorchSharp and are freed here; what the operations return may be
/// another handle of the same tensor or the tensor itself, by the version of TorchSharp, and is left to the scope.
/// </summary>
internal static class TensorArithmetic
{
    /// <summary>t ← s·t.</summary>
    public static void Scale(this Tensor t, double s)
    {
        if (s == 1) return;
        using Scalar factor = s;
        t.mul_(factor);
    }

    /// <summary>t ← t + s·x.</summary>
    public static void AddScaled(this Tensor t, Tensor x, double s)
    {
        if (s == 0) return;
        using Scalar factor = s;
        t.add_(x, factor);
    }

    /// <summary>t ← t + s.</summary>
    public static void AddNumber(this Tensor t, double s)
    {
        using Scalar summand = s;
        t.add_(summand);
    }

    /// <summary>t ← t + s·x·y.</summary>
    public static void AddProduct(this Tensor t, Tensor x, Tensor y, double s)
    {
        using Scalar factor = s;
        t.addcmul_(x, y, factor);
    }

    /// <summary>t ← t + s·x/y.</summary>
    public static void AddQuotient(this Tensor t, Tensor x, Tensor y, double s)
    {
        using Scalar factor = s;
        t.addcdiv_(x, y, factor);
    }

    /// <summary>t ← t, cut off at −limit and limit.</summary>
    public static void CutOff(this Tensor t, double limit)
    {
        using Scalar least = -limit, greatest = limit;
        t.clamp_(least, greatest);
    }
}
