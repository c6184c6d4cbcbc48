using Microsoft.ML;
using MLNetNeural.Reports.Evaluation;
using MLNetNeural.Reports.Pictures;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>Training pictures as the network gets them, beside and below each other.</summary>
internal static class TrainingGrid
{
    /// <summary>Draws an even choice of pictures; only those are decoded.</summary>
    /// <param name="parts">The model.</param>
    /// <param name="data">The training data, before the pipeline.</param>
    /// <param name="most">Most pictures.</param>
    /// <param name="shape">How features are a picture; null for what their column says.</param>
    /// <param name="side">Most pixels of a side of a picture.</param>
    public static RgbPicture Draw(ModelParts parts, IDataView data, int most, ReportPictureShape? shape, int side)
    {
        long all = ChosenRows.Count(data);
        if (all == 0) throw new ArgumentException("The data have no rows: there is no picture to show.", nameof(data));
        IDataView prepared = parts.Prepare(ChosenRows.Evenly(data, all, most));
        DataViewSchema.Column features = TrainingSheet.FeatureColumnOf(prepared, parts);
        FeaturePictures pictures = FeaturePictures.Of(features, parts.Loader, shape)
            ?? throw new ArgumentException($"The feature column '{features.Name}' does not say that it holds pictures: say in which shape it does.", nameof(shape));

        using DataViewRowCursor cursor = prepared.GetRowCursor([features]);
        Func<float[]> read = FeatureReader.Of(cursor, features);
        var drawn = new List<RgbPicture>();
        while (cursor.MoveNext()) drawn.Add(pictures.Draw(read(), pictures.Fit(side)));
        return PictureGrid.Arrange(drawn);
    }
}
