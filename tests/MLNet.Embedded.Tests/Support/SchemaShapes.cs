using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Support;

internal static class SchemaShapes
{
    /// <summary>An estimator promises the columns, with kinds, item types and annotations, that its transformer gives.</summary>
    public static void AreEqual(IEstimator<ITransformer> estimator, IDataView data)
    {
        SchemaShape promised = Promised(estimator, data);
        SchemaShape given = Shape(estimator.Fit(data).GetOutputSchema(data.Schema));

        CollectionAssert.AreEquivalent(Lines(given).ToArray(), Lines(promised).ToArray());
    }

    /// <summary>What the estimator promises for such data.</summary>
    public static SchemaShape Promised(IEstimator<ITransformer> estimator, IDataView data) => estimator.GetOutputSchema(Shape(data.Schema));

    // What a chain of nothing promises is the shape of its input: public members give no other way to it.
    private static SchemaShape Shape(DataViewSchema schema)
    {
        ShapeCatcher catcher = new();
        new EstimatorChain<ITransformer>().Append(catcher).Fit(new Rowless(schema));
        return catcher.Caught!;
    }

    private static IEnumerable<string> Lines(SchemaShape shape) => shape.Select(column =>
        $"{column.Name}: {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")} [{string.Join("; ", Lines(column.Annotations).Order())}]");

    private sealed class ShapeCatcher : IEstimator<ITransformer>
    {
        public SchemaShape? Caught { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Caught = inputSchema;
    }

    private sealed class Rowless(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new AssertFailedException("Read.");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
            => throw new AssertFailedException("Read.");
    }
}
