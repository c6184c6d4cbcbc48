using System.Text;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data.Text;

[TestClass]
public class TextLoaderTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    public void Lines_end_with_line_feed_carriage_return_or_both()
    {
        using TextFile file = new("1\r2\r\n3\n\r4");

        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, Columns.Read<float>(Load(file, TextFile.Scalars(DataKind.Single)), "A"));
    }

    [TestMethod]
    [DataRow("utf-8")]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    [DataRow("utf-32")]
    public void A_byte_order_mark_tells_the_encoding(string encoding)
    {
        using TextFile file = new("");
        File.WriteAllText(file.Path, "é,1\n漢,2\n", Encoding.GetEncoding(encoding));

        IDataView view = Load(file, TextFile.Scalars(DataKind.String, DataKind.Single));

        CollectionAssert.AreEqual(new[] { "é", "漢" }, Columns.Read<string>(view, "A"));
        CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<float>(view, "B"));
    }

    [TestMethod]
    public void Lines_longer_than_a_block_and_at_its_edges_are_read_whole()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), 20_000 + (i * 997))), new string('z', 1_500_000), "end"];
        using TextFile file = new(string.Join("\r\n", texts));

        CollectionAssert.AreEqual(texts, Columns.Read<string>(Load(file, TextFile.Scalars(DataKind.String)), "A"));
    }

    [TestMethod]
    public void Spaces_separators_and_missing_fields_fall_anywhere_in_a_line()
    {
        // Around the 32 bytes that are looked at together.
        for (int width = 0; width < 80; width++)
        {
            string padding = new('7', width);
            using TextFile file = new($"{padding}, 1,,  -2 ,\n,{padding},\n{padding}\n");
            IDataView view = Load(file, TextFile.Scalars(DataKind.String, DataKind.Single, DataKind.Single, DataKind.Single));

            CollectionAssert.AreEqual(new[] { padding, "", padding }.Take(width == 0 ? 2 : 3).ToArray(), Columns.Read<string>(view, "A"));
            Assert.AreEqual(1f, Columns.Read<float>(view, "B")[0]);
            Assert.AreEqual(-2f, Columns.Read<float>(view, "D")[0]);
        }
    }

    [TestMethod]
    public void Ranges_to_the_end_take_what_others_leave()
    {
        using TextFile file = new("1,2,3,4,5\n6,7,8,9,10\n");
        TextLoader.Column rest = new("R", DataKind.Single, [new TextLoader.Range { AllOther = true, AutoEnd = true }]);

        IDataView view = Load(file, [new("A", DataKind.Single, 2), rest]);

        Assert.AreEqual("Vector<Single, 4>", view.Schema["R"].Type.ToString());
        CollectionAssert.AreEqual(new float[] { 6, 7, 9, 10 }, Vectors(view, "R")[1]);
    }

    [TestMethod]
    public void A_range_to_a_varying_end_gives_vectors_of_varying_size()
    {
        using TextFile file = new("1,2,3\n4\n5,6,,8\n");

        IDataView view = Load(file, [new("V", DataKind.Single, [new TextLoader.Range { Min = 1, VariableEnd = true }])]);

        Assert.AreEqual("Vector<Single>", view.Schema["V"].Type.ToString());
        float[][] rows = Vectors(view, "V");
        CollectionAssert.AreEqual(new float[] { 2, 3 }, rows[0]);
        CollectionAssert.AreEqual(Array.Empty<float>(), rows[1]);
        CollectionAssert.AreEqual(new float[] { 6, 0, 8 }, rows[2]);
    }

    [TestMethod]
    public void With_MissingRealsAsNaNs_absent_fields_of_vectors_are_NaN_too_and_integers_are_not_concerned()
    {
        using TextFile file = new("1,,3\n1\n5,6,7\n");
        TextLoader.Options options = TextFile.Csv(new TextLoader.Column("V", DataKind.Single, 1, 4), new TextLoader.Column("I", DataKind.Int32, 1, 4));
        options.MissingRealsAsNaNs = true;

        IDataView view = Ml.Data.LoadFromTextFile(file.Path, options);

        CollectionAssert.AreEqual(new[] { float.NaN, 3, float.NaN, float.NaN }, Vectors(view, "V")[0]);
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, float.NaN, float.NaN }, Vectors(view, "V")[1]);
        CollectionAssert.AreEqual(new[] { 6, 7, 0, 0 }, Columns.Read<VBuffer<int>>(view, "I")[2].DenseValues().ToArray());
    }

    [TestMethod]
    public void Quoted_fields_may_span_lines()
    {
        using TextFile file = new("\"a\r\nb\r\n\r\n\"\"c\"\"\",2\r\n3,4\r\n");
        TextLoader.Options options = TextFile.Csv(TextFile.Scalars(DataKind.String, DataKind.Single));
        options.AllowQuoting = options.ReadMultilines = true;

        IDataView view = Ml.Data.LoadFromTextFile(file.Path, options);

        CollectionAssert.AreEqual(new[] { "a\nb\n\n\"c\"", "3" }, Columns.Read<string>(view, "A"));
        CollectionAssert.AreEqual(new float[] { 2, 4 }, Columns.Read<float>(view, "B"));
    }

    [TestMethod]
    public void A_quoted_field_that_is_never_closed_ends_the_pass()
    {
        using TextFile file = new("\"a\nb,c\n");
        TextLoader.Options options = TextFile.Csv(TextFile.Scalars(DataKind.String));
        options.AllowQuoting = options.ReadMultilines = true;

        Assert.ThrowsExactly<FormatException>(() => Columns.Read(Ml.Data.LoadFromTextFile(file.Path, options), "A"));
    }

    [TestMethod]
    public void Sparse_lines_that_are_wrong_keep_what_came_before()
    {
        using TextFile file = new("a:1,2:3,b\n,0:5\n1,5,3:1,2:1\n1,5,3:1,7\n1,5,3:1, 4: 7 \n1,5\n");
        TextLoader.Options options = TextFile.Csv(new TextLoader.Column("V", DataKind.Single, 0, 4));
        options.AllowSparse = true;

        float[][] rows = Vectors(Ml.Data.LoadFromTextFile(file.Path, options), "V");

        CollectionAssert.AreEqual(new[] { float.NaN, 0, 0, 0, 0 }, rows[0]);
        CollectionAssert.AreEqual(new float[5], rows[1]);
        foreach (int row in (int[])[2, 3, 4])
            CollectionAssert.AreEqual(new float[] { 1, 0, 0, 0, 1 }, rows[row]);
        CollectionAssert.AreEqual(new float[] { 1, 5, 0, 0, 0 }, rows[5]);
    }

    [TestMethod]
    public void Several_files_follow_one_another_each_with_its_header()
    {
        using TextFile first = new("a,b\n1,2\n");
        using TextFile second = new("// note\na,b\n3,4\n5,6\n");
        TextLoader loader = Ml.Data.CreateTextLoader([new("V", DataKind.Single, 0, 1)], ',', hasHeader: true, new MultiFileSource(first.Path));

        float[][] rows = Vectors(loader.Load(first.Path, second.Path), "V");

        CollectionAssert.AreEqual(new float[] { 1, 3, 5 }, rows.Select(row => row[0]).ToArray());
        VBuffer<ReadOnlyMemory<char>> names = default;
        loader.GetOutputSchema()["V"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "a", "b" }, Columns.Texts(names));
    }

    [TestMethod]
    public void A_comment_at_the_start_describes_the_columns()
    {
        using TextFile file = new(
            "#@ TextLoader{\n#@   header+ quote+ sep=comma,semicolon\n#@   col={name={my col} type=TX src=0}\n#@   col=K:U4[3]:1\n#@   col=V:2-3\n#@ }\n"
            + "h,i,j,k\n\"a,b\",2;3,4\n");

        IDataView view = Ml.Data.LoadFromTextFile(file.Path);

        Assert.AreEqual("my col:String K:Key<UInt32, 0-2> V:Vector<Single, 2>", string.Join(' ', view.Schema.Select(c => $"{c.Name}:{c.Type}")));
        Assert.AreEqual("a,b", Columns.Read<string>(view, "my col").Single());
        Assert.AreEqual(3u, Columns.Read<uint>(view, "K").Single());
        CollectionAssert.AreEqual(new float[] { 3, 4 }, Vectors(view, "V")[0]);
    }

    [TestMethod]
    [DataRow("#@ TextLoader{ sep=, nonsense+ col=A:TX:0}\n1\n")]
    [DataRow("#@ TextLoader{ sep=, }\n1\n")]
    [DataRow("#@ TextLoader{ col=A:XX:0}\n1\n")]
    [DataRow("#@ TextLoader{ col=A:R4:x}\n1\n")]
    public void A_comment_that_describes_no_columns_is_an_error(string text)
    {
        using TextFile file = new(text);

        Assert.ThrowsExactly<InvalidOperationException>(() => Ml.Data.LoadFromTextFile(file.Path));
    }

    [TestMethod]
    public void Without_columns_the_first_field_is_the_label_and_the_rest_are_features()
    {
        using TextFile file = new("1\t2\t3\n4\t5\t6\n");

        IDataView view = Ml.Data.LoadFromTextFile(file.Path);

        Assert.AreEqual("Label:Single Features:Vector<Single, 2>", string.Join(' ', view.Schema.Select(c => $"{c.Name}:{c.Type}")));
    }

    [TestMethod]
    public void Only_active_columns_are_read()
    {
        using TextFile file = new("1,x\n2,y\n");
        IDataView view = Load(file, TextFile.Scalars(DataKind.Single, DataKind.Int32));

        CollectionAssert.AreEqual(new float[] { 1, 2 }, Columns.Read<float>(view, "A"));
        Assert.ThrowsExactly<InvalidOperationException>(() => Columns.Read(view, "B"));
    }

    [TestMethod]
    [DataRow(true, typeof(FormatException))]
    [DataRow(false, typeof(InvalidOperationException))]
    public void What_is_no_integer_is_an_error_with_the_place(bool useThreads, Type error)
    {
        using TextFile file = new("1\n2.5\n");
        TextLoader.Options options = new() { Columns = TextFile.Scalars(DataKind.Int32), UseThreads = useThreads };

        Exception thrown = Assert.Throws<Exception>(() => Columns.Read(new MLContext().Data.LoadFromTextFile(file.Path, options), "A"));

        Assert.IsInstanceOfType(thrown, error);
        Assert.EndsWith("Could not parse value 2.5 in line 2, column A", thrown.Message);
    }

    [TestMethod]
    public void Cursors_do_not_disturb_each_other()
    {
        using TextFile file = new(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},t{i}\n")));
        IDataView view = Load(file, TextFile.Scalars(DataKind.Single, DataKind.String));
        float[] expected = [.. Enumerable.Range(0, 500).Select(i => (float)i)];

        using DataViewRowCursor one = view.GetRowCursor(view.Schema);
        using DataViewRowCursor other = view.GetRowCursor(view.Schema);
        for (int i = 0; i < 10; i++)
            one.MoveNext();
        other.MoveNext();

        Assert.AreEqual(9f, Columns.Reader(one, view.Schema["A"])());
        Assert.AreEqual("t0", Columns.Reader(other, view.Schema["B"])());
        CollectionAssert.AreEqual(expected, Cursors.ReadSet(view, 3, row => (float)Columns.Reader(row, view.Schema["A"])()));
    }

    [TestMethod]
    public void There_is_no_value_before_the_first_row_and_after_the_last()
    {
        using TextFile file = new("1\n");
        IDataView view = Load(file, TextFile.Scalars(DataKind.Single));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Func<object> read = Columns.Reader(cursor, view.Schema["A"]);

        Assert.ThrowsExactly<InvalidOperationException>(() => read());
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(1f, read());
        Assert.IsFalse(cursor.MoveNext());
        Assert.ThrowsExactly<InvalidOperationException>(() => read());
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void MaxRows_0_reads_nothing()
    {
        using TextFile file = new("1\n2\n");
        TextLoader.Options options = TextFile.Csv(TextFile.Scalars(DataKind.Single));
        options.MaxRows = 0;

        Assert.IsEmpty(Columns.Read(Ml.Data.LoadFromTextFile(file.Path, options), "A"));
    }

    private static IDataView Load(TextFile file, TextLoader.Column[] columns) => Ml.Data.LoadFromTextFile(file.Path, TextFile.Csv(columns));

    private static float[][] Vectors(IDataView view, string name)
        => [.. Columns.Read<VBuffer<float>>(view, name).Select(vector => vector.DenseValues().ToArray())];
}
