using MLNetNeural.Networks.Persistence;

namespace MLNetNeural.Networks.Tests.Persistence;

[TestClass]
public class AtomicFileTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_file_is_written_and_replaced_whole(bool flush)
    {
        using var folder = new TemporaryFolder();
        for (byte content = 1; content <= 2; content++)
        {
            byte value = content;
            AtomicFile.Write(folder.File("f"), stream => stream.Write([value, value, value]), flush);
            CollectionAssert.AreEqual(new[] { value, value, value }, File.ReadAllBytes(folder.File("f")));
        }

        CollectionAssert.AreEqual(new[] { "f" }, folder.Names);
    }

    [TestMethod]
    public void A_failure_while_writing_keeps_the_old_file_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f"), [1, 2, 3]);

        Assert.ThrowsExactly<InvalidOperationException>(() => AtomicFile.Write(folder.File("f"), stream =>
        {
            stream.Write(new byte[3 << 20]);
            throw new InvalidOperationException("in the middle");
        }));

        CollectionAssert.AreEqual(new[] { "f" }, folder.Names);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(folder.File("f")));
    }

    [TestMethod]
    public void A_failure_of_the_disk_names_the_file()
    {
        using var folder = new TemporaryFolder();

        IOException e = Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(folder.File("f"), _ => throw new IOException("No space left on device")));

        Assert.AreEqual($"Could not write '{folder.File("f")}': No space left on device", e.Message);
        Assert.IsEmpty(folder.Names);
    }

    [TestMethod]
    public void A_folder_that_is_missing_is_named()
    {
        using var folder = new TemporaryFolder();

        IOException e = Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(folder.File("none/f"), _ => { }));

        Assert.StartsWith($"Could not write '{folder.File("none/f")}': ", e.Message);
    }

    [TestMethod]
    public void A_folder_in_the_place_of_the_file_is_kept()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("f"));

        Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(folder.File("f"), stream => stream.WriteByte(1)));

        CollectionAssert.AreEqual(new[] { "f" }, folder.Names);
    }
}
