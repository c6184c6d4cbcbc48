namespace MLNetNeural.Tests;

/// <summary>Pictures that a test reads or writes as files.</summary>
internal static class Pictures
{
    /// <summary>
    /// Test category of everything that decodes or encodes them. It is left out where ML.NET was built from its sources
    /// (MLNetAssemblyDir) without the decoder, SkiaSharp.
    /// </summary>
    public const string Category = "DecodesPictures";
}
