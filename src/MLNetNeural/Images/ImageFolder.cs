namespace MLNetNeural.Images;

/// <summary>Lists the images of a folder that has one subfolder for each class.</summary>
internal static class ImageFolder
{
    /// <summary>The images by class, then by name, both in ordinal order; names that begin with a dot are left out.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidOperationException">It has no class folders, or some of them have no images.</exception>
    public static List<ImageFile> List(string path, ImageFolderOptions options)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException(
                $"The image folder '{path}' does not exist; pass a folder that has one subfolder of images for each class.");
        }

        string[] classes = Visible(Directory.GetDirectories(path));
        if (classes.Length == 0)
        {
            throw new InvalidOperationException(
                $"The image folder '{path}' has no class folders; make one subfolder of images in it for each class.");
        }

        List<ImageFile> files = [];
        List<string> empty = [];
        foreach (string folder in classes)
        {
            string[] images = [.. Visible(Directory.GetFiles(folder)).Where(file => IsImage(file, options))];
            string label = Path.GetFileName(folder);
            files.AddRange(images.Select(image => new ImageFile { ImagePath = image, Label = label }));
            if (images.Length == 0)
            {
                empty.Add($"'{folder}'");
            }
        }

        if (empty.Count > 0 && !options.AllowEmptyClasses)
        {
            throw new InvalidOperationException(
                $"{(empty.Count == 1 ? "The class folder" : "The class folders")} {string.Join(", ", empty)} "
                + $"{(empty.Count == 1 ? "has" : "have")} no images ({string.Join(", ", options.Extensions)}); add images, remove "
                + $"what is empty, or set {nameof(ImageFolderOptions)}.{nameof(ImageFolderOptions.AllowEmptyClasses)}.");
        }

        return files;
    }

    private static string[] Visible(string[] paths)
        => [.. paths.Where(path => !Path.GetFileName(path).StartsWith('.')).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    private static bool IsImage(string file, ImageFolderOptions options)
        => options.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
