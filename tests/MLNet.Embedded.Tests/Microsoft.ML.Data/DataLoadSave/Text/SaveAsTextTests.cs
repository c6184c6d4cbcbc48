using System.Text;
using Microsoft.ML.Data;
using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data.Text;

/// <summary>Texts taken from ML.NET 5.0.0, which wrote them from the same rows.</summary>
[TestClass]
public class SaveAsTextTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    public void Values_of_every_type_are_written_as_ML_NET_writes_them()
    {
        AllTypes row = new()
        {
            S = " lead",
            B = true,
            D = 0.1,
            F = float.NaN,
            I = -3,
            T = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Z = new(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            P = TimeSpan.FromMinutes(90),
            K = 2,
            My = "a:b\nc",
        };

        string text = Save(Ml.Data.LoadFromEnumerable([row, new AllTypes { My = "x\ty", F = float.PositiveInfinity, D = 1e300 }]));

        Assert.AreEqual(
            """
            #@ TextLoader{
            #@   header+
            #@   sep=tab
            #@   col=S:TX:0
            #@   col=B:BL:1
            #@   col=D:R8:2
            #@   col=F:R4:3
            #@   col=I:I4:4
            #@   col=T:DT:5
            #@   col=Z:DZ:6
            #@   col=P:TS:7
            #@   col=K:U4[3]:8
            #@   col={name={my col} type=TX src=9}
            #@ }
            S|B|D|F|I|T|Z|P|K|my col
            " lead"|1|0.10000000000000001|?|-3|"2020-01-02T03:04:05.0000000Z"|"2020-01-02T03:04:05.0000000+02:00"|"01:30:00"|2|"a:b
            c"
            ""|0|1.0000000000000001E+300|Infinity|6|4:0|5:"x|y"

            """.ReplaceLineEndings("\n").Replace('|', '\t'),
            text);
    }

    [TestMethod]
    public void Rows_are_written_in_sparse_form_where_that_is_shorter()
    {
        float[] all = [.. Enumerable.Range(1, 20).Select(i => (float)i)];
        IDataView view = Ml.Data.LoadFromEnumerable(
        [
            new Vectors { L = 1, V = new(20, 2, [5, 6], [3, 15]) }, new Vectors { V = new(20, 0, [], []) }, new Vectors { V = new(20, all) },
        ]);

        Assert.AreEqual(
            "L 20 0:\"\"\n1 20 3:5 15:6\n21 0:0\n0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20\n".Replace(' ', ';'),
            Save(view, ';', schema: false));
        StringAssert.Contains(Save(view, ';', forceDense: true), "\n1;0;0;0;5;0;0;0;0;0;0;0;0;0;0;0;6;0;0;0;0\n");
    }

    [TestMethod]
    public void Names_that_settings_cannot_hold_are_put_in_braces()
    {
        string text = Save(Ml.Data.LoadFromEnumerable([new OddNames()]), ' ');

        foreach (string line in (string[])
            [
                "#@   col={name={a\\{b} src=0}", "#@   col=c:d:R4:1", "#@   col={name={e=f} src=2}", "#@   col={name={my key} type=U4 src=3 key=4}",
                "#@   col={name={my vec} src=4-5}", "a{b \"c:d\" e=f \"my key\" \"\" \"\"", "0 0 0 2 1 2",
            ])
        {
            StringAssert.Contains(text, line + "\n");
        }
    }

    [TestMethod]
    public void What_is_saved_with_its_schema_loads_without_options()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable([new OddNames(), new OddNames { A = 7, K = 0, V = [3, -4.5f] }]);
        // ML.NET cannot read the name with a colon that it writes.
        IDataView view = Ml.Transforms.DropColumns("c:d").Fit(rows).Transform(rows);
        using TextFile file = new(Save(view, ','));

        IDataView loaded = Ml.Data.LoadFromTextFile(file.Path);

        Assert.AreEqual("a{b", loaded.Schema[0].Name);
        CollectionAssert.AreEqual(new float[] { 0, 7 }, Columns.Read<float>(loaded, "a{b"));
        CollectionAssert.AreEqual(new uint[] { 3, 1 }, Columns.Read<uint>(loaded, "my key"));
        CollectionAssert.AreEqual(new[] { 3, -4.5f }, Columns.Read<VBuffer<float>>(loaded, "my vec")[1].DenseValues().ToArray());
    }

    [TestMethod]
    public void Only_ML_NETs_own_separators_are_written()
    {
        IDataView view = Ml.Data.LoadFromEnumerable([new Vectors()]);

        Assert.AreEqual("Separator", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Save(view, 'x')).ParamName);
    }

    private static string Save(IDataView view, char separator = '\t', bool schema = true, bool forceDense = false)
    {
        using MemoryStream stream = new();
        Ml.Data.SaveAsText(view, stream, separator, schema: schema, forceDense: forceDense);
        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
    }

#pragma warning disable CS0649
    private sealed class AllTypes
    {
        public string? S;
        public bool B;
        public double D;
        public float F;
        public int I;
        public DateTime T;
        public DateTimeOffset Z;
        public TimeSpan P;

        [KeyType(3)]
        public uint K;

        [ColumnName("my col")]
        public string? My;
    }

    private sealed class Vectors
    {
        public float L;

        [VectorType(20)]
        public VBuffer<float> V;
    }

    private sealed class OddNames
    {
        [ColumnName("a{b")]
        public float A;

        [ColumnName("c:d")]
        public float C;

        [ColumnName("e=f")]
        public float E;

        [ColumnName("my key")]
        [KeyType(4)]
        public uint K = 2;

        [ColumnName("my vec")]
        [VectorType(2)]
        public float[] V = [1, 2];
    }
#pragma warning restore CS0649
}
