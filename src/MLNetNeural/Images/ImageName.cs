using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetNeural.Images;

/// <summary>How messages name the image of a row.</summary>
/// <param name="Path">The path, as the row has it; empty where the row has the image itself.</param>
/// <param name="Text">The beginning of a sentence.</param>
internal readonly record struct ImageName(string Path, string Text)
{
    /// <summary>The name of a file.</summary>
    /// <param name="path">The path, as the row has it.</param>
    /// <param name="full">Where the file is looked for.</param>
    public static ImageName OfFile(string path, string full) => new(path, $"The image '{full}'");

    /// <summary>The name of an image that a row holds, by its place among the rows.</summary>
    public static ImageName OfRow(string column, long row)
        => new("", string.Create(CultureInfo.InvariantCulture, $"The image in row {row} (counted from 0) of the column '{column}'"));

    /// <summary>The name of an image that a row holds, where rows come shuffled.</summary>
    public static ImageName OfRow(string column, DataViewRowId id) => new("", $"The image in the row of id {id} of the column '{column}'");

    /// <summary>The name of an image that a single row holds.</summary>
    public static ImageName OfColumn(string column) => new("", $"The image in the column '{column}'");

    /// <summary>The exception for an image that cannot be used.</summary>
    /// <param name="what">The rest of the sentence.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public InvalidImageException Invalid(string what, Exception? cause = null) => new(Path, $"{Text} {what}", cause);
}
