namespace MLNetNeural.Images;

/// <summary>A row names an image that is missing, unreadable, damaged, or no image at all.</summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Names the file and the reason.</summary>
    /// <param name="path">The path, as the row has it.</param>
    /// <param name="message">One sentence with the file and the reason.</param>
    /// <param name="innerException">What the decoder threw, if anything.</param>
    public InvalidImageException(string path, string message, Exception? innerException = null)
        : base(message, innerException)
        => Path = path;

    /// <summary>The path, as the row has it.</summary>
    public string Path { get; }
}
