using SkiaSharp;

namespace MLNetNeural.Images.Decoding;

/// <summary>SkiaSharp's results in plain words, each the end of "The image cannot be decoded: …".</summary>
internal static class CodecFault
{
    /// <summary>Why not even the header of a file could be read.</summary>
    /// <remarks>A checksum of a header that does not fit counts as incomplete.</remarks>
    /// <param name="file">The file.</param>
    /// <param name="result">What SkiaSharp says.</param>
    public static string OfHeader(ReadOnlySpan<byte> file, SKCodecResult result)
        => file.IsEmpty ? "it is empty"
            : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? $"it is a TIFF file, and {ImageDecoder.Formats} files are read"
            : result == SKCodecResult.Unimplemented ? $"its content is none of the formats that are read, {ImageDecoder.Formats}"
            : OfPixels(result == SKCodecResult.IncompleteInput ? SKCodecResult.InvalidInput : result);

    /// <summary>Why pixels could not be decoded.</summary>
    public static string OfPixels(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "the file was cut short",
        SKCodecResult.ErrorInInput => "the file is damaged",
        SKCodecResult.InvalidInput => "the file is damaged or was cut short",
        SKCodecResult.InvalidConversion => "its kind of pixels cannot be decoded",
        SKCodecResult.InternalError => "the decoder failed, which can be for want of memory",
        _ => $"the decoder gave {result}",
    };
}
