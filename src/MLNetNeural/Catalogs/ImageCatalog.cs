using MLNetNeural.Images;
using MLNetNeural.Persistence;

namespace Microsoft.ML;

/// <summary>Image folders and image tensors on an <see cref="MLContext"/>.</summary>
public static class ImageCatalog
{
    /// <summary>Lists the images of a folder that has one subfolder for each class.</summary>
    /// <param name="catalog">ml.Data.</param>
    /// <param name="path">The folder.</param>
    /// <returns>Rows with the text columns ImagePath (the path) and Label (the name of the subfolder), by class, then by file name, both
    /// in ordinal order. Subfolders of class folders are not searched, and names that begin with a dot are left out.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidOperationException">It has no class folders, or some of them have no images.</exception>
    public static IDataView LoadImageFolder(this DataOperationsCatalog catalog, string path)
        => catalog.LoadImageFolder(path, new ImageFolderOptions());

    /// <summary>Lists the images of a folder that has one subfolder for each class.</summary>
    /// <param name="catalog">ml.Data.</param>
    /// <param name="path">The folder.</param>
    /// <param name="options">Which files count as images, and whether a class may have none.</param>
    /// <returns>Rows with the text columns ImagePath (the path) and Label (the name of the subfolder), by class, then by file name, both
    /// in ordinal order. Subfolders of class folders are not searched, and names that begin with a dot are left out.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidOperationException">It has no class folders, or some of them have no images.</exception>
    public static IDataView LoadImageFolder(this DataOperationsCatalog catalog, string path, ImageFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return catalog.LoadFromEnumerable(ImageFolder.List(path, options));
    }

    /// <summary>Reads images into a column of pixels of one size; see <see cref="ImageTensorEstimator"/>.</summary>
    /// <param name="catalog">ml.Transforms.</param>
    /// <param name="outputColumnName">Name of the column of pixels: a vector of Byte whose annotations have the normalization.</param>
    /// <param name="inputColumnName">Name of the column of images: text (paths), vectors of bytes (encoded images) or MLImage.</param>
    /// <param name="width">Width to which images are stretched.</param>
    /// <param name="height">Height to which images are stretched.</param>
    /// <param name="normalization">Mean and standard deviation of the channels; null: <see cref="ChannelNormalization.Symmetric"/>.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static ImageTensorEstimator LoadImageTensor(
        this TransformsCatalog catalog, string outputColumnName = "Features", string inputColumnName = "ImagePath",
        int width = 224, int height = 224, ChannelNormalization? normalization = null)
        => catalog.LoadImageTensor(new ImageTensorOptions
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            Width = width,
            Height = height,
            Normalization = normalization ?? ChannelNormalization.Symmetric,
        });

    /// <summary>Reads images into a column of pixels of one size; see <see cref="ImageTensorEstimator"/>.</summary>
    /// <param name="catalog">ml.Transforms.</param>
    /// <param name="options">All options.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message has all faults.</exception>
    public static ImageTensorEstimator LoadImageTensor(this TransformsCatalog catalog, ImageTensorOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new ImageTensorEstimator(MLNetInternals.EnvironmentOf(catalog), options);
    }
}
