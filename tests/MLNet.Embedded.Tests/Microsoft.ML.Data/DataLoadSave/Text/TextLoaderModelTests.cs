using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data.Text;

[TestClass]
public class TextLoaderModelTests
{
    [TestMethod]
    public void A_model_saved_with_its_loader_comes_back_with_one_that_reads_the_same()
    {
        using TextFile file = new("x;y;\"z;1\";k\n1;2,5;;2\n4;5;6;9\n");
        MLContext ml = new(seed: 1);
        TextLoader.Options options = new()
        {
            Separators = [';'],
            HasHeader = true,
            AllowQuoting = true,
            DecimalMarker = ',',
            MissingRealsAsNaNs = true,
            Columns = [new("V", DataKind.Single, 0, 2), new("K", DataKind.UInt32, [new TextLoader.Range(3)], new KeyCount(5))],
        };
        TextLoader loader = ml.Data.CreateTextLoader(options, new MultiFileSource(file.Path));
        ITransformer model = ml.Transforms.CopyColumns("W", "V").Fit(loader.Load(file.Path));
        using MemoryStream stream = new();

        ml.Model.Save(model, loader, stream);
        MLContext fresh = new();
        ITransformer loadedModel = fresh.Model.LoadWithDataLoader(new MemoryStream(stream.ToArray()), out IDataLoader<IMultiStreamSource> loadedLoader);

        IDataView expected = model.Transform(loader.Load(file.Path));
        IDataView actual = loadedModel.Transform(loadedLoader.Load(file.Path));
        Assert.AreEqual(Describe(expected.Schema), Describe(actual.Schema));
        CollectionAssert.AreEqual(Rows(expected), Rows(actual));
        fresh.Model.Load(new MemoryStream(stream.ToArray()), out DataViewSchema schema);
        Assert.AreEqual(Describe(loader.GetOutputSchema()), Describe(schema));
    }

    private static string Describe(DataViewSchema schema) => string.Join(' ', schema.Select(column =>
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames())
            column.GetSlotNames(ref names);
        return $"{column.Name}:{column.Type}({string.Join('|', Columns.Texts(names))})";
    }));

    private static string[] Rows(IDataView view)
        => [.. Columns.Read<VBuffer<float>>(view, "W").Zip(Columns.Read<uint>(view, "K"), (w, k) => $"{string.Join(' ', w.DenseValues())} {k}")];
}
