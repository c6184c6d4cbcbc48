namespace MLNetNeural.Tests.Images;

/// <summary>A small image in one of the formats.</summary>
/// <param name="Name">File name.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="File">Its encoded bytes.</param>
/// <param name="Rgb">The pixels that Pillow makes of it: red, green, blue.</param>
internal sealed record FormatImage(string Name, int Width, int Height, byte[] File, byte[] Rgb);
