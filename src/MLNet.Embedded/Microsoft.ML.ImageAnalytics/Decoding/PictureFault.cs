using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.ImageAnalytics.Decoding;

/// <summary>Says which picture is not decoded, and why.</summary>
internal static class PictureFault
{
    /// <summary>The longest side that is decoded: 16,384 pixels, which is 1 GiB for a square picture.</summary>
    public const int MaxSide = 16384;

    /// <summary>Throws unless no side is longer than <see cref="MaxSide"/>.</summary>
    public static void RequireSize(int width, int height, string where)
        => Require(
            IsAllowed(width, height), where, $"it declares {width} x {height} pixels, and no side may be longer than {MaxSide}");

    /// <summary>Whether no side is longer than <see cref="MaxSide"/>.</summary>
    public static bool IsAllowed(int width, int height) => width is >= 0 and <= MaxSide && height is >= 0 and <= MaxSide;

    /// <summary>Throws unless <paramref name="met"/>.</summary>
    public static void Require([DoesNotReturnIf(false)] bool met, string where, string? reason)
    {
        if (!met)
        {
            Throw(where, reason);
        }
    }

    /// <summary>Throws.</summary>
    /// <param name="where">Which picture, as the sentence goes on: its file or its stream.</param>
    /// <param name="reason">Why it is not decoded; null where the decoder does not say.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void Throw(string where, string? reason)
        => throw new ArgumentException($"The picture {where} cannot be decoded: {reason?.TrimEnd('.') ?? "gdk-pixbuf gives no reason"}.");
}
