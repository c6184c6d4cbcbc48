namespace MLNetNeural.Images.Inputs;

/// <summary>What the input column has of an image.</summary>
internal enum ImageInputKind
{
    /// <summary>Text: where its file is.</summary>
    Path,

    /// <summary>A vector of bytes: what its file would hold.</summary>
    Encoded,

    /// <summary>An MLImage: its pixels.</summary>
    Decoded,
}
