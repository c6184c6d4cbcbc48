namespace MLNetNeural.Tests.Docs;

/// <summary>What the README and the pages in docs/ show is compiled: in the README, first of all, the pipeline.</summary>
[TestClass]
public sealed class DocumentTests
{
    [TestMethod]
    public void The_README_begins_with_the_compiled_pipeline()
    {
        DocumentBlock pipeline = DocumentBlock.OfSources.Single(block => Path.GetFileName(block.File) == "ReadmeSnippets.cs");

        Assert.AreEqual("README.md", DocumentBlock.OfDocuments[0].File);
        Assert.AreEqual(pipeline.Text, DocumentBlock.OfDocuments[0].Text);
    }

    [TestMethod]
    public void Every_block_of_CSharp_in_a_document_is_compiled_source()
    {
        HashSet<string> compiled = [.. DocumentBlock.OfSources.Select(block => block.Text)];

        string[] others = [.. DocumentBlock.OfDocuments.Where(block => !compiled.Contains(block.Text)).Select(block => $"{block.File}, line {block.Line}")];

        Assert.IsEmpty(others, $"Not between // <docs> and // </docs> in a file *Snippets.cs of a folder Docs below tests/: {string.Join("; ", others)}.");
    }

    [TestMethod]
    public void Every_compiled_block_is_in_a_document()
    {
        HashSet<string> shown = [.. DocumentBlock.OfDocuments.Select(block => block.Text)];

        string[] others = [.. DocumentBlock.OfSources.Where(block => !shown.Contains(block.Text)).Select(block => $"{block.File}, line {block.Line}")];

        Assert.IsEmpty(others, $"In no document: {string.Join("; ", others)}.");
    }
}
