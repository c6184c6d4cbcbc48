using System.Globalization;
using Microsoft.ML;
using MLNetNeural.Reports.Html;

namespace MLNetNeural.Reports.Evaluation;

/// <summary>Training images as the network gets them.</summary>
internal static class TrainingSheet
{
    /// <summary>Draws an even choice of images; only those are decoded.</summary>
    /// <param name="parts">The model.</param>
    /// <param name="data">The training data, before the pipeline.</param>
    /// <param name="labelColumnName">Column with the class; left out where there is none.</param>
    /// <param name="told">How features are an image; null for what their column says.</param>
    /// <param name="most">Most images.</param>
    /// <param name="sizeOf">The size of an image.</param>
    /// <returns>The images; null where the features are none.</returns>
    public static ImageSheet? Of(ModelParts parts, IDataView data, string labelColumnName, ReportImageShape? told, int most, Func<FeatureImages, (int Width, int Height)> sizeOf)
    {
        long all = ChosenRows.Count(data);
        if (all == 0) return null;
        IDataView prepared = parts.Prepare(ChosenRows.Evenly(data, all, most));
        DataViewSchema.Column features = FeatureColumnOf(prepared, parts);
        if (FeatureImages.Of(features, parts.Loader, told) is not { } images) return null;

        DataViewSchema.Column? label = prepared.Schema.GetColumnOrNull(labelColumnName);
        using DataViewRowCursor cursor = prepared.GetRowCursor(label is { } known ? [features, known] : [features]);
        Func<float[]> read = FeatureReader.Of(cursor, features);
        Func<string> name = label is { } column ? LabelText.Of(cursor, column) : () => "";
        (int width, int height) = sizeOf(images);
        var drawn = new List<ReportImage>();
        while (cursor.MoveNext()) drawn.Add(new ReportImage(images.Draw(read(), (width, height)).ToPng(), name()));
        string note = string.Create(CultureInfo.InvariantCulture, $"{drawn.Count} of {all:#,0} images, evenly chosen: {images.Description} as they go into the network, without augmentation; normalization is undone{((width, height) == images.Fit(int.MaxValue) ? "" : $", shown at {width}×{height}")}.");
        return new ImageSheet(note, width, height, drawn);
    }

    /// <summary>The features as the network gets them.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static DataViewSchema.Column FeatureColumnOf(IDataView prepared, ModelParts parts) => prepared.Schema.GetColumnOrNull(parts.Network.FeatureColumnName) ?? throw new ArgumentException(
        $"The data of a report have no feature column '{parts.Network.FeatureColumnName}'; the columns are {string.Join(", ", prepared.Schema.Where(column => !column.IsHidden).Select(column => column.Name))}: give data as the model was trained on.");
}
