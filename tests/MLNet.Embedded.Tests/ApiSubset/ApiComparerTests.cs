using Invented;

namespace MLNet.Embedded.Tests.ApiSubset;

/// <summary>The comparer finds what is wrong: invented types against an invented listing.</summary>
[TestClass]
[TestCategory("ApiSubset")]
public class ApiComparerTests
{
    private static readonly string[] TrueListing =
    [
        "T Invented.IShape<out T> [interface]",
        "P Invented.IShape<out T>.Area : T { get; }",
        "M Invented.IShape<out T>.Scale(Double factor = 1d) : void",
        "T Invented.IDrawable [interface]",
        "M Invented.IDrawable.Draw() : void",
        "T Invented.Colour [enum] : Byte @Flags",
        "F Invented.Colour.Red = 1",
        "F Invented.Colour.Green = 2",
        "T Invented.Figure [abstract class] : IShape<Single> !(no accessible constructor)",
        "T Invented.Circle [sealed class] : Figure, IDrawable, IDisposable",
        "C Invented.Circle(Single radius, String name = null)",
        "F Invented.Circle.Radius : Single [readonly]",
        "M Invented.Circle.Dispose() : void",
        "M Invented.Circle.Draw() : void",
        "M Invented.Circle.Find<TKey>(IReadOnlyList<TKey> keys, ref Int32? at, params String[] words) : TKey where TKey : class, new()",
        "M Invented.Circle.ToString() : String [override]",
        "T Invented.MarkAttribute [sealed class] : Attribute @AttributeUsage(AttributeTargets.Field, AllowMultiple = false)",
        "C Invented.MarkAttribute()",
        "T Invented.Getter<TValue> [delegate] (ref TValue value) : void",
        "T Invented.Extensions [static class]",
        "M Invented.Extensions.Paint(this Circle circle, Colour colour = Colour.Red, Char end = '\\t') : Circle [static]",
        "T Invented.Base<T> [abstract class] : IDisposable where T : class",
        "M Invented.Base<T>.Dispose() : void [virtual]",
        "T Invented.Middle<TItem> [abstract class] : Base<TItem> where TItem : class",
        "T Invented.Leaf [class] : Middle<String>",
        "C Invented.Leaf()",
    ];

    private static readonly Type[] TrueTypes =
    [
        typeof(IShape<>), typeof(IDrawable), typeof(Colour), typeof(Figure), typeof(Circle), typeof(MarkAttribute), typeof(Getter<>),
        typeof(Extensions), typeof(Base<>), typeof(Leaf),
    ];

    [TestMethod]
    public void A_true_subset_has_no_offenders()
    {
        List<string> offenders = Compare(TrueListing, TrueTypes);

        Assert.IsEmpty(offenders, string.Join(Environment.NewLine, offenders));
    }

    [TestMethod]
    [DataRow("[sealed class] : Figure", "[class] : Figure", "Invented.Circle: is 'sealed class'")]
    [DataRow("IShape<out T> [", "IShape<T> [", "Invented.IShape<out T>: no such public type")]
    [DataRow("Circle [sealed class] : Figure, IDrawable", "Circle [sealed class] : Figure", "implements 'IDrawable'")]
    [DataRow("IDrawable, IDisposable", "IDrawable, IDisposable, ICloneable", "does not implement 'ICloneable'")]
    [DataRow("Circle [sealed class] : Figure", "Circle [sealed class] : Attribute", "base class 'Figure'")]
    [DataRow("Middle<TItem> [abstract class] : Base<TItem>", "Middle<TItem> [abstract class]", "Invented.Leaf: base class 'Base<String>'")]
    [DataRow("Byte @Flags", "Byte", "[Flags] is there")]
    [DataRow("Colour [enum] : Byte", "Colour [enum]", "underlying type 'Byte'")]
    [DataRow("Colour.Green = 2", "Colour.Green = 3", "F Invented.Colour.Green = 2: not in the listing")]
    [DataRow("F Invented.Colour.Green = 2", "F Invented.Colour.Green = 2\nF Invented.Colour.Blue = 4", "lacks 'F Invented.Colour.Blue = 4'")]
    [DataRow("M Invented.IDrawable.Draw() : void", "M Invented.IDrawable.Draw() : void\nM Invented.IDrawable.Hide() : void", "lacks 'M Invented.IDrawable.Hide()")]
    [DataRow("M Invented.Base<T>.Dispose() : void [virtual]", "M Invented.Base<T>.Dispose() : void [abstract]", "M Invented.Base<T>.Dispose() : void [virtual]")]
    [DataRow("String name = null", "String title = null", "C Invented.Circle(Single radius, String name = null): not in the listing")]
    [DataRow("String name = null", "String name", "C Invented.Circle(Single radius, String name = null): not in the listing")]
    [DataRow("Radius : Single [readonly]", "Radius : Single", "F Invented.Circle.Radius : Single [readonly]: not in the listing")]
    [DataRow("Radius : Single [", "Radius : Double [", "F Invented.Circle.Radius : Single [readonly]: not in the listing")]
    [DataRow("where TKey : class, new()", "where TKey : class", "Find<TKey>")]
    [DataRow("ref Int32? at", "out Int32? at", "Find<TKey>")]
    [DataRow("params String[] words", "String[] words", "Find<TKey>")]
    [DataRow("ToString() : String [override]", "ToString() : String", "M Invented.Circle.ToString() : String [override]: not in the listing")]
    [DataRow("AllowMultiple = false", "AllowMultiple = true", "AttributeUsage 'Field")]
    [DataRow("(ref TValue value) : void", "(TValue value) : void", "delegate '(ref TValue value) : void'")]
    [DataRow("this Circle circle", "Circle circle", "M Invented.Extensions.Paint")]
    [DataRow("= Colour.Red", "= Colour.Green", "M Invented.Extensions.Paint")]
    [DataRow("'\\t'", "' '", "M Invented.Extensions.Paint")]
    [DataRow("Draw() : void", "Draw() : void @Obsolete(\"old\")", "[Obsolete] differs")]
    [DataRow("Base<T> [abstract class] : IDisposable where T : class", "Base<T> [abstract class] : IDisposable", "constraints ' where T : class'")]
    [DataRow("factor = 1d", "factor = 2d", "M Invented.IShape<out T>.Scale(Double factor = 1d) : void: not in the listing")]
    public void One_wrong_word_is_found_and_named(string right, string wrong, string complaint)
    {
        string[] listing = string.Join('\n', TrueListing).Replace(right, wrong).Split('\n');
        CollectionAssert.AreNotEqual(TrueListing, listing);

        List<string> offenders = Compare(listing, TrueTypes);

        Assert.IsTrue(offenders.Any(o => o.Contains(complaint, StringComparison.Ordinal)), string.Join(Environment.NewLine, offenders));
    }

    [TestMethod]
    public void A_type_that_the_listing_lacks_is_named()
    {
        List<string> offenders = Compare(TrueListing, [.. TrueTypes, typeof(Unlisted)]);

        Assert.ContainsSingle(offenders, string.Join(Environment.NewLine, offenders));
        StringAssert.StartsWith(offenders[0], "Invented.Unlisted: no such public type");
    }

    [TestMethod]
    public void A_base_class_that_the_subset_has_may_not_be_skipped()
    {
        List<string> offenders = Compare(TrueListing, [.. TrueTypes, typeof(Middle<>)]);

        Assert.Contains("Invented.Leaf: base class 'Base<String>', expected 'Middle<String>'.", offenders);
    }

    private static List<string> Compare(IEnumerable<string> listing, Type[] types) => new ApiComparer(new ApiListing(listing), types).FindOffenders();
}
