using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Data;

[TestClass]
public class MultiFileSourceTests
{
    [TestMethod]
    [DataRow("*.csv", "a.csv b.csv")]
    [DataRow("?.csv", "a.csv b.csv")]
    [DataRow("...", "a.csv b.csv sub/c.csv")]
    [DataRow(".../*.csv", "a.csv b.csv sub/c.csv")]
    [DataRow("a.csv+{0}b.csv", "a.csv b.csv")]
    [DataRow("none*.csv", "none*.csv")]
    [DataRow("none.csv", "none.csv")]
    public void A_pattern_stands_for_files_in_the_order_of_their_names(string pattern, string expected)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnet-files");
        try
        {
            string root = folder.FullName + Path.DirectorySeparatorChar;
            foreach (string name in (string[])["b.csv", "a.csv", "sub/c.csv"])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(root + name)!);
                File.WriteAllText(root + name, "1\n");
            }

            MultiFileSource source = new(root + string.Format(pattern, root));

            Assert.AreEqual(
                expected,
                string.Join(' ', Enumerable.Range(0, source.Count).Select(i => source.GetPathOrNull(i)[root.Length..].Replace('\\', '/'))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void No_paths_are_no_files()
    {
        Assert.AreEqual(0, new MultiFileSource().Count);
        Assert.AreEqual(0, new MultiFileSource(null!).Count);
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_named_when_it_is_opened()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());

        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => new MultiFileSource(path).Open(0)).Message, path);
    }
}
