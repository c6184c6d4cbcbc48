namespace MLNetNeural.Networks.Tests.Golden;

/// <summary>How far float32 results may lie from PyTorch's.</summary>
internal static class Tolerance
{
    /// <summary>
    /// Absolute and relative. PyTorch's own float32 lies up to 2.4e-6 from float64 over 20 epochs, because of the order
    /// of summation; a wrong formula gives 1e-3 or more.
    /// </summary>
    public const double Training = 1e-5;

    public static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.AreEqual(expected.Length, actual.Length, $"Number of values of {what}.");
        for (int i = 0; i < expected.Length; i++) AssertNear(expected[i], actual[i], tolerance, $"{what}, element {i}");
    }

    public static void AssertNear(double expected, double actual, double tolerance, string what)
        => Assert.IsTrue(
            Math.Abs(expected - actual) <= tolerance + (tolerance * Math.Abs(expected)),
            $"{what}: expected {expected:R}, got {actual:R}, difference {actual - expected:R}.");
}
