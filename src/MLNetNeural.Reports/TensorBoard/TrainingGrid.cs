using Microsoft.ML;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Images;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>A grid of training images as the network gets them.</summary>
internal static class TrainingGrid
{
    /// <summary>Draws an even choice of images; only those are decoded.</summary>
    /// <param name="parts">The model.</param>
    /// <param name="data">The training data, before the pipeline.</param>
    /// <param name="most">Most images.</param>
    /// <param name="shape">How features form an image; null to take it from their column.</param>
    /// <param name="side">Most pixels of a side of an image.</param>
    public static RgbImage Draw(ModelParts parts, IDataView data, int most, ReportImageShape? shape, int side)
    {
        long all = ChosenRows.Count(data);
        if (all == 0) throw new ArgumentException("The data have no rows: there is no image to show.", nameof(data));
        IDataView prepared = parts.Prepare(ChosenRows.Evenly(data, all, most));
        DataViewSchema.Column features = TrainingSheet.FeatureColumnOf(prepared, parts);
        FeatureImages images = FeatureImages.Of(features, parts.Loader, shape)
            ?? throw new ArgumentException($"The feature column '{features.Name}' does not say that it holds images: say in which shape it does.", nameof(shape));

        using DataViewRowCursor cursor = prepared.GetRowCursor([features]);
        Func<float[]> read = FeatureReader.Of(cursor, features);
        var drawn = new List<RgbImage>();
        while (cursor.MoveNext()) drawn.Add(images.Draw(read(), images.Fit(side)));
        return ImageGrid.Arrange(drawn);
    }
}
