using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>An input with a column of pixels appended, decoded when rows are read.</summary>
internal sealed class ImageTensorView : IDataView
{
    private readonly ImageTensorTransformer _transformer;
    private readonly IDataView _input;
    private readonly DataViewSchema.Column _imageColumn;
    private readonly InvalidImages _invalidImages;
    private readonly IgnoredOrientation _ignoredOrientation;

    public ImageTensorView(IHostEnvironment environment, ImageTensorTransformer transformer, IDataView input)
    {
        _transformer = transformer;
        _input = input;
        _imageColumn = transformer.InputColumn(input.Schema);
        _invalidImages = new InvalidImages(environment);
        _ignoredOrientation = new IgnoredOrientation(environment);
        Schema = transformer.GetOutputSchema(input.Schema);
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => _input.CanShuffle;

    private bool Skips => _transformer.Options.OnInvalidImage == InvalidImageHandling.Skip;

    /// <inheritdoc/>
    public long? GetRowCount() => Skips ? null : _input.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ColumnGetter.ActiveColumns(Schema, columnsNeeded);
        bool makesPixels = active[^1];

        // Which rows there are must not depend on the columns that are read, so in doubt the images are tried.
        if (makesPixels || (Skips && !_invalidImages.IsComplete))
        {
            var computation = new ImageTensorComputation(_transformer.Options, _imageColumn, rand is null ? RowNaming.Number : RowNaming.Id)
            {
                MakesPixels = makesPixels,
                InvalidImages = _invalidImages,
                IgnoredOrientation = _ignoredOrientation,
            };
            return new LookAheadCursor(Schema, InputCursor(active, needsImage: true, rand), active, computation);
        }

        bool filters = Skips && !_invalidImages.IsEmpty;
        DataViewRowCursor input = InputCursor(active, needsImage: filters, rand);
        return filters ? new ValidImageCursor(Schema, input, active, _imageColumn, _invalidImages) : new PassThroughCursor(Schema, input);
    }

    /// <summary>One cursor: it keeps all cores busy by itself.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private DataViewRowCursor InputCursor(bool[] active, bool needsImage, Random? rand)
        => _input.GetRowCursor(
            [.. _input.Schema.Where(column => active[column.Index] || (needsImage && column.Index == _imageColumn.Index))], rand);
}
