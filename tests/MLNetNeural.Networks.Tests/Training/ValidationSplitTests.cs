using FsCheck;
using FsCheck.Fluent;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Training;

namespace MLNetNeural.Networks.Tests.Training;

[TestClass]
public class ValidationSplitTests
{
    private static readonly Gen<(int[] Classes, double Fraction, int Seed)> Cases =
        from classes in Gen.Choose(0, 4).ArrayOf()
        from percent in Gen.Choose(1, 99)
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        select (classes, percent / 100.0, seed);

    [TestMethod]
    public void Every_row_trains_or_validates_and_each_class_gives_its_share_to_within_one_row()
        => Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            int wanted = (int)Math.Round(c.Fraction * c.Classes.Length, MidpointRounding.AwayFromZero);
            if (wanted < 1 || wanted >= c.Classes.Length) return true;
            (int[] training, int[] validation) = ValidationSplit.Draw(Targets.OfClasses(c.Classes, 5), c.Fraction, c.Seed);
            return validation.Length == wanted
                && training.Concat(validation).Order().SequenceEqual(Enumerable.Range(0, c.Classes.Length))
                && training.SequenceEqual(training.Order())
                && validation.SequenceEqual(validation.Order())
                && Enumerable.Range(0, 5).All(k => Math.Abs(validation.Count(row => c.Classes[row] == k) - (c.Fraction * c.Classes.Count(x => x == k))) <= 1);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Shares_of_classes_by_hand()
    {
        // 10, 20 and 5 rows: a fifth is 2, 4 and 1.
        int[] classes = [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(2, 5)];

        (_, int[] validation) = ValidationSplit.Draw(Targets.OfClasses(classes, 3), 0.2, seed: 1);

        CollectionAssert.AreEqual(new[] { 2, 4, 1 }, Enumerable.Range(0, 3).Select(k => validation.Count(row => classes[row] == k)).ToArray());
    }

    [TestMethod]
    public void One_seed_gives_one_split_and_another_seed_another()
    {
        Targets targets = Toy.Classes(200);

        int[] validation = ValidationSplit.Draw(targets, 0.25, seed: 1).Validation;

        CollectionAssert.AreEqual(validation, ValidationSplit.Draw(targets, 0.25, seed: 1).Validation);
        CollectionAssert.AreNotEqual(validation, ValidationSplit.Draw(targets, 0.25, seed: 2).Validation);
    }

    [TestMethod]
    public void Values_are_split_without_classes()
        => Assert.HasCount(25, ValidationSplit.Draw(Targets.OfValues(new float[200], 2), 0.25, seed: 1).Validation);

    [TestMethod]
    public void Too_few_rows_are_named()
        => Assert.AreEqual(
            "3 rows cannot be split with a validation fraction of 0.1: give more rows or another fraction.",
            Assert.ThrowsExactly<InvalidOperationException>(() => ValidationSplit.Draw(Toy.Classes(3), 0.1, seed: 1)).Message);

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    [DataRow(double.NaN)]
    public void A_fraction_outside_0_to_1_is_refused(double fraction)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ValidationSplit.Draw(Toy.Classes(30), fraction, seed: 1));
}
