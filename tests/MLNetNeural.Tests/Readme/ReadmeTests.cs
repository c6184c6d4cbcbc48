namespace MLNetNeural.Tests.Readme;

[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    public void The_first_block_of_the_README_is_compiled_source()
    {
        string[] compiled = ReadmeBlocks.OfSource("tests", "MLNetNeural.Tests", "Readme", "ReadmeSnippet.cs").Single();

        Assert.IsNotEmpty(compiled);
        CollectionAssert.AreEqual(compiled, ReadmeBlocks.OfReadme[0]);
    }
}
