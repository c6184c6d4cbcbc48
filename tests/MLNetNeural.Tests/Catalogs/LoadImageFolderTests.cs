using Microsoft.ML;
using MLNetNeural.Images;

namespace MLNetNeural.Tests.Catalogs;

[TestClass]
public sealed class LoadImageFolderTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    public void Images_are_listed_by_class_and_name_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in new[] { "rain/b.jpg", "rain/a.PNG", "rain/B.jpeg", "Sun/1.gif", "Sun/10.jpg", "Sun/2.webp" })
        {
            File.WriteAllText(folder.File(file.Split('/')), "not read here");
        }

        foreach (string file in new[] { "rain/notes.txt", "rain/.hidden.jpg", "rain/below/deep.jpg", ".cache/x.jpg", "loose.jpg" })
        {
            File.WriteAllText(folder.File(file.Split('/')), "not listed");
        }

        IDataView data = Context.Data.LoadImageFolder(folder.Path);

        CollectionAssert.AreEqual(new[] { "ImagePath", "Label" }, data.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "Sun/1.gif", "Sun/10.jpg", "Sun/2.webp", "rain/B.jpeg", "rain/a.PNG", "rain/b.jpg" },
            Rows(data).Select(row => Path.GetRelativePath(folder.Path, row.ImagePath)).ToArray());
        CollectionAssert.AreEqual(new[] { "Sun", "Sun", "Sun", "rain", "rain", "rain" }, Rows(data).Select(row => row.Label).ToArray());
    }

    [TestMethod]
    public void Other_endings_can_be_asked_for()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a", "one.tga"), "");
        File.WriteAllText(folder.File("a", "two.jpg"), "");

        IDataView data = Context.Data.LoadImageFolder(folder.Path, new ImageFolderOptions { Extensions = [".TGA"] });

        Assert.AreEqual("one.tga", Path.GetFileName(Rows(data).Single().ImagePath));
    }

    [TestMethod]
    public void A_missing_folder_is_named()
        => Assert.AreEqual(
            "The image folder '/no/such/folder' does not exist; pass a folder that has one subfolder of images for each class.",
            Assert.ThrowsExactly<DirectoryNotFoundException>(() => Context.Data.LoadImageFolder("/no/such/folder")).Message);

    [TestMethod]
    public void A_folder_without_class_folders_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.jpg"), "");

        Assert.AreEqual(
            $"The image folder '{folder.Path}' has no class folders; make one subfolder of images in it for each class.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Context.Data.LoadImageFolder(folder.Path)).Message);
    }

    [TestMethod]
    public void Class_folders_without_images_are_refused_all_at_once_unless_allowed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("full", "a.jpg"), "");
        File.WriteAllText(folder.File("empty", "notes.txt"), "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "bare"));

        Assert.AreEqual(
            $"The class folders '{folder.Path}/bare', '{folder.Path}/empty' have no images "
            + "(.jpg, .jpeg, .png, .gif, .bmp, .webp); add images, remove what is empty, "
            + "or set ImageFolderOptions.AllowEmptyClasses.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Context.Data.LoadImageFolder(folder.Path)).Message);
        Assert.HasCount(1, Rows(Context.Data.LoadImageFolder(folder.Path, new ImageFolderOptions { AllowEmptyClasses = true })));
    }

    [TestMethod]
    public void Wrong_endings_are_refused()
    {
        Assert.AreEqual(
            "ImageFolderOptions.Extensions must be at least one ending such as \".jpg\", each with a dot in front, got \"jpg\", \".png\".",
            Assert.ThrowsExactly<ArgumentException>(
                () => Context.Data.LoadImageFolder("x", new ImageFolderOptions { Extensions = ["jpg", ".png"] })).Message);
        Assert.AreEqual(
            "ImageFolderOptions.Extensions must be at least one ending such as \".jpg\", each with a dot in front, got none.",
            Assert.ThrowsExactly<ArgumentException>(
                () => Context.Data.LoadImageFolder("x", new ImageFolderOptions { Extensions = [] })).Message);
    }

    private static List<Listed> Rows(IDataView data) => [.. Context.Data.CreateEnumerable<Listed>(data, reuseRowObject: false)];

    private sealed class Listed
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
