namespace MLNetNeural.Tests.Readme;

[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    public void The_first_block_of_the_README_is_compiled_source()
    {
        string[] readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        string[] source = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "MLNetNeural.Tests", "Readme", "ReadmeSnippet.cs"));

        string[] block = Between(readme, "```csharp", "```");
        string[] compiled = Between(source, "// <readme>", "// </readme>");

        Assert.IsNotEmpty(block);
        CollectionAssert.AreEqual(compiled, block);
    }

    private static string[] Between(string[] lines, string start, string end)
        => [.. lines.Select(line => line.Trim()).SkipWhile(line => line != start).Skip(1).TakeWhile(line => line != end)];
}
