using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.DataView;

[TestClass]
public sealed class DataViewSchemaTests
{
    [TestMethod]
    public void A_later_column_hides_an_earlier_one_of_its_name()
    {
        DataViewSchema.Builder builder = new();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", TextDataViewType.Instance);
        builder.AddColumn("A", NumberDataViewType.Double);

        DataViewSchema schema = builder.ToSchema();

        Assert.AreEqual(3, schema.Count);
        Assert.AreEqual(2, schema["A"].Index);
        CollectionAssert.AreEqual(new[] { true, false, false }, schema.Select(column => column.IsHidden).ToArray());
        Assert.AreEqual(NumberDataViewType.Single, schema[0].Type);
    }

    [TestMethod]
    public void Columns_of_another_schema_are_added_with_their_annotations()
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        DataViewSchema.Builder first = new();
        first.AddColumn("A", NumberDataViewType.Single, annotations.ToAnnotations());
        DataViewSchema.Builder second = new();
        second.AddColumn("B", NumberDataViewType.Single);
        second.AddColumns(first.ToSchema());

        DataViewSchema schema = second.ToSchema();

        Assert.AreEqual(1, schema["A"].Index);
        Assert.IsTrue(schema["A"].IsNormalized());
        Assert.IsFalse(schema["B"].IsNormalized());
    }

    [TestMethod]
    public void Annotations_give_their_values_by_name_and_by_column()
    {
        DataViewSchema.Annotations.Builder builder = new();
        builder.Add("Names", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new(2, ["a".AsMemory(), "b".AsMemory()]));
        builder.AddPrimitiveValue("Number", NumberDataViewType.Int32, 7);
        DataViewSchema.Annotations annotations = builder.ToAnnotations();

        int number = 0;
        annotations.GetValue("Number", ref number);
        VBuffer<ReadOnlyMemory<char>> names = default;
        annotations.GetGetter<VBuffer<ReadOnlyMemory<char>>>(annotations.Schema["Names"])(ref names);

        Assert.AreEqual(7, number);
        Assert.AreEqual("a b", string.Join(' ', names.DenseValues()));
        Assert.AreEqual("Names, Number", annotations.ToString());
    }

    [TestMethod]
    public void Chosen_annotations_are_taken_over()
    {
        DataViewSchema.Annotations.Builder first = new();
        first.AddPrimitiveValue("A", NumberDataViewType.Int32, 1);
        first.AddPrimitiveValue("B", NumberDataViewType.Int32, 2);
        DataViewSchema.Annotations.Builder second = new();
        second.Add(first.ToAnnotations(), name => name == "B");

        int value = 0;
        second.ToAnnotations().GetValue("B", ref value);

        Assert.AreEqual(2, value);
        Assert.AreEqual(1, second.ToAnnotations().Schema.Count);
    }

    [TestMethod]
    public void An_annotation_of_another_type_than_its_value_is_refused()
    {
        DataViewSchema.Annotations.Builder builder = new();

        Assert.ThrowsExactly<ArgumentException>(() => builder.AddPrimitiveValue("A", NumberDataViewType.Int32, 1f));
        Assert.ThrowsExactly<ArgumentException>(() => builder.Add("A", NumberDataViewType.Int32, (ref float value) => value = 1));
    }

    [TestMethod]
    public void Slot_names_and_key_values_count_only_when_they_fit_their_column()
    {
        DataViewSchema schema = SchemaOf(
            ("Fits", new VectorDataViewType(NumberDataViewType.Single, 2), "SlotNames", 2),
            ("TooFew", new VectorDataViewType(NumberDataViewType.Single, 3), "SlotNames", 2),
            ("Key", new KeyDataViewType(typeof(uint), 2), "KeyValues", 2),
            ("ManyKeys", new KeyDataViewType(typeof(uint), 5), "KeyValues", 2));
        VBuffer<ReadOnlyMemory<char>> names = default;

        schema["Key"].GetKeyValues(ref names);

        Assert.IsTrue(schema["Fits"].HasSlotNames());
        Assert.IsFalse(schema["TooFew"].HasSlotNames());
        Assert.IsTrue(schema["Key"].HasKeyValues());
        Assert.IsFalse(schema["Key"].HasKeyValues(NumberDataViewType.Int32));
        Assert.IsFalse(schema["ManyKeys"].HasKeyValues());
        Assert.AreEqual(2, names.Length);
    }

    private static DataViewSchema SchemaOf(params (string Name, DataViewType Type, string Kind, int Size)[] columns)
    {
        DataViewSchema.Builder schema = new();
        foreach ((string name, DataViewType type, string kind, int size) in columns)
        {
            DataViewSchema.Annotations.Builder annotations = new();
            annotations.Add(kind, new VectorDataViewType(TextDataViewType.Instance, size), (ref VBuffer<ReadOnlyMemory<char>> value) =>
                value = new(size, new ReadOnlyMemory<char>[size]));
            schema.AddColumn(name, type, annotations.ToAnnotations());
        }
        return schema.ToSchema();
    }
}
