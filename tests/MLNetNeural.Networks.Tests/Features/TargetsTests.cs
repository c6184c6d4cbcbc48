using System.Runtime.InteropServices;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Tests.Features;

[TestClass]
public class TargetsTests
{
    [TestMethod]
    public void Classes_come_back()
    {
        var targets = Targets.OfClasses([2, 0], 3);

        Assert.AreEqual((2, 3, true), (targets.Count, targets.Outputs, targets.AreClasses));
        Assert.AreEqual(2, targets[0].Class);
        Assert.IsTrue(targets[0].Values.IsEmpty);
    }

    [TestMethod]
    [DataRow(256, DisplayName = "as many as a byte has values")]
    [DataRow(257, DisplayName = "one more")]
    [DataRow(100_000, DisplayName = "very many")]
    public void All_classes_come_back_however_many_there_are(int count)
    {
        int[] classes = [.. Enumerable.Range(0, count).Reverse()];

        var targets = Targets.OfClasses(classes, count);

        CollectionAssert.AreEqual(classes, Enumerable.Range(0, count).Select(row => targets[row].Class).ToArray());
    }

    [TestMethod]
    public void The_checksum_is_that_of_the_classes_as_int32_however_many_classes_there_are()
    {
        // More rows than are added at one time, and no whole number of such runs.
        int[] classes = [.. Enumerable.Range(0, 1001).Select(row => row * 7 % 256)];
        var expected = new Crc32C();
        expected.Add(MemoryMarshal.AsBytes(classes.AsSpan()));

        Assert.AreEqual(expected.Value, Targets.OfClasses(classes, 256).Checksum());
        Assert.AreEqual(expected.Value, Targets.OfClasses(classes, 257).Checksum());
    }

    [TestMethod]
    public void Values_come_back_row_by_row()
    {
        var targets = Targets.OfValues([1, 2, 3, 4], 2);

        Assert.AreEqual((2, 2, false), (targets.Count, targets.Outputs, targets.AreClasses));
        CollectionAssert.AreEqual(new float[] { 3, 4 }, targets[1].Values.ToArray());
        Assert.AreEqual(-1, targets[1].Class);
    }

    [TestMethod]
    public void Faults_are_described()
    {
        Assert.AreEqual("A class must be in [0, 3), got 3. (Parameter 'classes')", Assert.ThrowsExactly<ArgumentException>(() => Targets.OfClasses([0, 3], 3)).Message);
        Assert.AreEqual("A class must be in [0, 3), got -1. (Parameter 'classes')", Assert.ThrowsExactly<ArgumentException>(() => Targets.OfClasses([-1], 3)).Message);
        Assert.AreEqual("3 values are no whole number of rows of 2. (Parameter 'values')", Assert.ThrowsExactly<ArgumentException>(() => Targets.OfValues([1, 2, 3], 2)).Message);
    }
}
