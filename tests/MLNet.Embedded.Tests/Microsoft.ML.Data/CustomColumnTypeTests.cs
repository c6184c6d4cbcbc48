using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public sealed class CustomColumnTypeTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    public void Members_of_a_users_own_type_pass_through_columns_as_they_are()
    {
        Sound first = new(44100);
        IDataView view = Ml.Data.LoadFromEnumerable(new[] { new Row { Sound = first }, new Row { Sound = new(8000) } });

        List<Row> rows = [.. Ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];
        using PredictionEngine<Row, Row> engine = Ml.Model.CreatePredictionEngine<Row, Row>(new TransformerChain<ITransformer>());

        Assert.IsInstanceOfType<SoundType>(view.Schema["Sound"].Type);
        Assert.AreSame(first, rows[0].Sound);
        Assert.AreEqual(8000, view.GetColumn<Sound>("Sound").Last().Rate);
        Assert.AreSame(first, engine.Predict(rows[0]).Sound);
        Assert.AreSame(first, view.Preview().RowView[0].Values[0].Value);
    }

    [TestMethod]
    public void One_type_cannot_stand_for_two_column_types()
    {
        DataViewTypeManager.Register(new SoundType("A"), typeof(OtherSound), new SoundAttribute("A"));
        DataViewTypeManager.Register(new SoundType("A"), typeof(OtherSound), new SoundAttribute("A"));

        Assert.Throws<Exception>(() => DataViewTypeManager.Register(new SoundType("B"), typeof(OtherSound), new SoundAttribute("A")));
        Assert.Throws<Exception>(() => DataViewTypeManager.Register(new SoundType("A"), typeof(Sound), new SoundAttribute("C")));
    }

    private sealed class Row
    {
        [Sound("row")]
        public Sound? Sound;
    }

    private sealed class Sound(int rate)
    {
        public int Rate => rate;
    }

    private sealed class OtherSound;

    private sealed class SoundType(string name) : StructuredDataViewType(name == "row" ? typeof(Sound) : typeof(OtherSound))
    {
        private string Name => name;

        public override bool Equals(DataViewType? other) => other is SoundType sound && sound.Name == name;

        public override bool Equals(object? obj) => obj is DataViewType type && Equals(type);

        public override int GetHashCode() => name.Length;
    }

    private sealed class SoundAttribute(string name) : DataViewTypeAttribute
    {
        private string Name => name;

        public override bool Equals(DataViewTypeAttribute? other) => other is SoundAttribute sound && sound.Name == name;

        public override bool Equals(object? obj) => obj is DataViewTypeAttribute attribute && Equals(attribute);

        public override int GetHashCode() => name.Length;

        public override void Register() => DataViewTypeManager.Register(new SoundType(name), typeof(Sound), this);
    }
}
