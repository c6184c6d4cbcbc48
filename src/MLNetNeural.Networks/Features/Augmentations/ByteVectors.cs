using System.Runtime.Intrinsics;

namespace MLNetNeural.Networks.Features.Augmentations;

/// <summary>Sixteen bytes as integers, and back.</summary>
internal static class ByteVectors
{
    public static (Vector256<int> Lower, Vector256<int> Upper) Widen(Vector128<byte> bytes)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        (Vector256<uint> lower, Vector256<uint> upper) = Vector256.Widen(Vector256.Create(low, high));
        return (lower.AsInt32(), upper.AsInt32());
    }

    /// <summary>Integers from 0 to 255 as bytes.</summary>
    public static Vector128<byte> Narrow(Vector256<int> lower, Vector256<int> upper)
    {
        Vector256<ushort> both = Vector256.Narrow(lower.AsUInt32(), upper.AsUInt32());
        return Vector128.Narrow(both.GetLower(), both.GetUpper());
    }
}
