using MLNetNeural.Tests;

namespace MLNetNeural.Reports.Live.Tests.Readme;

[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    public void Every_block_of_the_README_after_the_first_is_compiled_source()
    {
        string[][] compiled = ReadmeBlocks.OfSource("tests", "MLNetNeural.Reports.Live.Tests", "Readme", "ReadmeSnippets.cs");

        Assert.HasCount(compiled.Length, ReadmeBlocks.OfReadme[1..]);
        foreach ((string[] expected, string[] block) in compiled.Zip(ReadmeBlocks.OfReadme[1..])) CollectionAssert.AreEqual(expected, block);
    }
}
