namespace MLNetNeural.Images;

/// <summary>A row has an image that is missing, unreadable, damaged, or no image at all.</summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Names the image and the reason.</summary>
    /// <param name="path">The path, as the row has it; empty where the row has no path.</param>
    /// <param name="message">One sentence with the file, or the row and column, and the reason.</param>
    /// <param name="innerException">What the decoder threw, if anything.</param>
    public InvalidImageException(string path, string message, Exception? innerException = null)
        : base(message, innerException)
        => Path = path;

    /// <summary>The path, as the row has it; empty where the row has no path but the image itself.</summary>
    public string Path { get; }
}
