using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.DataView;

[TestClass]
public sealed class ColumnTypeTests
{
    [TestMethod]
    public void Types_are_written_as_ML_NET_writes_them()
    {
        Assert.AreEqual("Single", NumberDataViewType.Single.ToString());
        Assert.AreEqual("String", TextDataViewType.Instance.ToString());
        Assert.AreEqual("DataViewRowId", RowIdDataViewType.Instance.ToString());
        Assert.AreEqual("Key<UInt32, 0-2>", new KeyDataViewType(typeof(uint), 3).ToString());
        Assert.AreEqual("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
        Assert.AreEqual("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
        Assert.AreEqual("Vector<Byte, 3, 4, 5>", new VectorDataViewType(NumberDataViewType.Byte, 3, 4, 5).ToString());
        Assert.AreEqual("Vector<Byte, 3, *>", new VectorDataViewType(NumberDataViewType.Byte, 3, 0).ToString());
    }

    [TestMethod]
    public void Equal_parameters_make_equal_types()
    {
        Assert.IsTrue(new KeyDataViewType(typeof(uint), 3).Equals(new KeyDataViewType(typeof(uint), 3UL)));
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3).GetHashCode(), new KeyDataViewType(typeof(uint), 3).GetHashCode());
        Assert.IsFalse(new KeyDataViewType(typeof(uint), 3).Equals(new KeyDataViewType(typeof(byte), 3)));
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 2, 3).Equals(new VectorDataViewType(NumberDataViewType.Single, 2, 3)));
        Assert.IsFalse(new VectorDataViewType(NumberDataViewType.Single, 6).Equals(new VectorDataViewType(NumberDataViewType.Single, 2, 3)));
        Assert.IsFalse(NumberDataViewType.Single.Equals(NumberDataViewType.Double));
    }

    [TestMethod]
    public void A_vector_type_knows_its_size_and_its_buffer_type()
    {
        VectorDataViewType image = new(NumberDataViewType.Byte, 3, 4, 5);
        VectorDataViewType unknown = new(TextDataViewType.Instance);

        Assert.AreEqual(60, image.Size);
        Assert.AreEqual(typeof(VBuffer<byte>), image.RawType);
        Assert.IsTrue(image.IsKnownSize);
        Assert.IsFalse(unknown.IsKnownSize);
        Assert.AreEqual(typeof(VBuffer<ReadOnlyMemory<char>>), unknown.RawType);
    }

    [TestMethod]
    public void A_vector_too_large_to_count_is_refused()
        => Assert.Throws<Exception>(() => new VectorDataViewType(NumberDataViewType.Single, int.MaxValue, 2));

    [TestMethod]
    public void Rows_derived_from_a_row_have_identities_of_their_own()
    {
        HashSet<DataViewRowId> seen = [];
        for (ulong row = 0; row < 1000; row++)
        {
            DataViewRowId id = new(row, 0);
            Assert.IsTrue(seen.Add(id.Fork()));
            Assert.IsTrue(seen.Add(id.Next()));
            Assert.IsTrue(seen.Add(id.Combine(new(row, 1))));
        }
        Assert.AreEqual(new DataViewRowId(1, 2), new DataViewRowId(1, 2));
        Assert.IsTrue(new DataViewRowId(9, 1).CompareTo(new DataViewRowId(0, 2)) < 0);
    }
}
