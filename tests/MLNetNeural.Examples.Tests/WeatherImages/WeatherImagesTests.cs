using System.Diagnostics;
using Microsoft.ML.Data;
using MLNetNeural.Tests;
using WeatherImages;

namespace MLNetNeural.Examples.Tests.WeatherImages;

/// <summary>The weather example as its users run it; network 1, the smallest, on a handful of drawn skies.</summary>
[TestClass]
public sealed class WeatherImagesTests
{
    private const string Example = "WeatherImages.dll";

    private static readonly TemporaryFolder Shared = new();
    private static string _skies = "";

    [ClassInitialize]
    public static void DrawSkies(TestContext context) => _skies = SkyPainter.DrawSet(Shared.Path, (Train: 5, Test: 2), seed: 7);

    [ClassCleanup]
    public static void DeleteSkies() => Shared.Dispose();

    [TestMethod]
    public void The_recipe_trains_evaluates_saves_and_uses_the_model()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, string output, string errors) = ExampleProcess.Run(
            Example, "--data", _skies, "--network", "1", "--epochs", "3", "--batch", "8", "--output", folder.Path, "--report");

        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("", errors);
        foreach (string line in new[] { "epoch  train loss  train acc  val loss  val acc    rate  seconds", "  1/3 ", "  3/3 ", "* best", "test loss", "Confusion table", "The saved model says" })
        {
            Assert.Contains(line, output);
        }

        string[] files = [.. Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.HasCount(7, files);
        Assert.StartsWith("best_checkpoint_epoch_", files[0]);
        CollectionAssert.AreEqual(new[] { "confusion.svg", "curves.svg", "history.csv", "last_checkpoint_epoch_3", "model.zip", "report.html" }, files[1..]);
        string report = File.ReadAllText(folder.File("report.html"));
        foreach (string part in new[] { "\"confusion\":", "\"trainingImages\":", "\"weightImages\":", "256\\u00D7256 RGB" }) Assert.Contains(part, report);
        Assert.DoesNotContain(_skies, report);
        string[] history = File.ReadAllLines(Path.Combine(folder.Path, "history.csv"));
        Assert.HasCount(4, history);
        Assert.AreEqual("epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy,seconds,is_best", history[0]);
        Assert.StartsWith("3,0.01,", history[3]);
    }

    [TestMethod]
    public void The_rate_falls_at_the_fourth_and_the_eighth_epoch()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--epochs", "8", "--output", folder.Path);

        Assert.AreEqual(0, exitCode, errors);
        string[] rates = [.. File.ReadAllLines(Path.Combine(folder.Path, "history.csv")).Skip(1).Select(line => line.Split(',')[1])];
        CollectionAssert.AreEqual(new[] { "0.01", "0.01", "0.01", "0.001", "0.001", "0.001", "0.001", "0.0001" }, rates);
    }

    [TestMethod]
    public void A_saved_model_names_images_in_another_process()
    {
        using var folder = new TemporaryFolder();
        ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--epochs", "2", "--output", folder.Path);
        string image = Path.Combine(_skies, "test", "Rain", "rain1.png");

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "predict", "--model", Path.Combine(folder.Path, "model.zip"), image, image);

        Assert.AreEqual(0, exitCode, errors);
        string[] lines = output.Split('\n');
        Assert.HasCount(2, lines);
        Assert.AreEqual(lines[0], lines[1]);
        Assert.MatchesRegex(@"^'.*rain1\.png': \w+ \(Cloudy \d\.\d{3}, Rain \d\.\d{3}, Shine \d\.\d{3}, Sunrise \d\.\d{3}\)$", lines[0]);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_history_and_model()
    {
        string[] Run()
        {
            using var folder = new TemporaryFolder();
            ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--epochs", "2", "--seed", "5", "--output", folder.Path);
            string[] history = [.. File.ReadAllLines(Path.Combine(folder.Path, "history.csv")).Select(line => string.Join(',', line.Split(',')[..6]))];
            byte[] checkpoint = File.ReadAllBytes(Path.Combine(folder.Path, "last_checkpoint_epoch_2"));
            int numbers = sizeof(long) + (int)BitConverter.ToInt64(checkpoint); // behind the header, which has the time that each epoch took
            return [.. history, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(checkpoint.AsSpan(numbers)))];
        }

        CollectionAssert.AreEqual(Run(), Run());
    }

    [TestMethod]
    public void Without_data_the_example_draws_its_own()
    {
        using var folder = new TemporaryFolder();

        string set = SkyPainter.DrawSet(folder.Path, (Train: 2, Test: 1), seed: 3);
        string[] before = [.. Directory.EnumerateFiles(set, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string again = SkyPainter.DrawSet(folder.Path, (Train: 2, Test: 1), seed: 3);

        Assert.AreEqual(set, again);
        Assert.HasCount(12, before);
        Assert.HasCount(12, before.Select(path =>
        {
            using MLImage image = MLImage.CreateFromFile(path);
            return (image.Width, image.Height);
        }).Distinct().ToArray(), "the sizes vary");
    }

    [TestMethod]
    [DataRow("--network", "4", "--network must be 1, 2 or 3, got 4.")]
    [DataRow("--epochs", "0", "MlpMulticlassOptions.MaxEpochs must be at least 1, got 0.")]
    [DataRow("--batch", "-1", "MlpMulticlassOptions.BatchSize must be at least 1, or null for all rows, got -1.")]
    public void A_wrong_option_is_one_sentence(string option, string value, string sentence)
    {
        using var folder = new TemporaryFolder();

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", _skies, option, value, "--output", folder.Path);

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(sentence, errors);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_missing_folder_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        string missing = Path.Combine(folder.Path, "nowhere");

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", missing, "--output", Path.Combine(folder.Path, "output"));

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"The folder '{missing}' does not exist: --data wants a folder with train/ and test/, one folder a class in each.", errors);
    }

    [TestMethod]
    public void A_class_folder_without_images_is_named()
    {
        using var folder = new TemporaryFolder();
        string data = CopySkies(folder);
        Directory.CreateDirectory(Path.Combine(data, "train", "Hail"));

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", data, "--output", folder.File("output", "x"));

        Assert.AreEqual(1, exitCode);
        Assert.StartsWith($"The class folder '{Path.Combine(data, "train", "Hail")}' has no images (", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [TestMethod]
    public void A_test_class_that_was_not_trained_is_named_before_training()
    {
        using var folder = new TemporaryFolder();
        string data = CopySkies(folder);
        Directory.Move(Path.Combine(data, "test", "Rain"), Path.Combine(data, "test", "Hail"));

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "--data", data, "--output", Path.Combine(folder.Path, "output"));

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(
            $"'{Path.Combine(data, "test")}' has the class Hail, which '{Path.Combine(data, "train")}' has not: remove the folder or add images to train on.", errors);
        Assert.DoesNotContain("epoch", output);
    }

    [TestMethod]
    public void Files_that_are_no_images_are_skipped_named_and_counted()
    {
        using var folder = new TemporaryFolder();
        string data = CopySkies(folder);
        string text = Path.Combine(data, "train", "Rain", "notes.png"), cut = Path.Combine(data, "train", "Shine", "shine1.png");
        File.WriteAllText(text, "not an image");
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..2000]);

        (int exitCode, _, string errors) = ExampleProcess.Run(
            Example, "--data", data, "--network", "1", "--epochs", "1", "--output", Path.Combine(folder.Path, "output"));

        Assert.AreEqual(0, exitCode, errors);
        Assert.Contains(text, errors);
        Assert.Contains(cut, errors);
        Assert.Contains("2 images were skipped", errors);
    }

    [TestMethod]
    public void An_output_that_cannot_be_written_is_one_sentence_before_training()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("taken");
        File.WriteAllText(file, "a file, not a folder");

        (int exitCode, string output, string errors) = ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--output", file);

        Assert.AreEqual(1, exitCode);
        Assert.Contains(file, errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.DoesNotContain("1/20", output);
        Assert.AreEqual("a file, not a folder", File.ReadAllText(file));
    }

    [TestMethod]
    public void An_output_that_cannot_be_drawn_to_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("taken");
        File.WriteAllText(file, "a file, not a folder");

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--network", "1", "--output", file);

        Assert.AreEqual(1, exitCode);
        Assert.Contains(file, errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [TestMethod]
    public void Predicting_what_is_no_image_or_with_what_is_no_model_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--epochs", "1", "--output", folder.Path);
        string model = Path.Combine(folder.Path, "model.zip"), cut = Path.Combine(folder.Path, "cut.zip"), text = Path.Combine(folder.Path, "history.csv");
        File.WriteAllBytes(cut, File.ReadAllBytes(model)[..5000]);

        (int noImage, _, string imageErrors) = ExampleProcess.Run(Example, "predict", "--model", model, text);
        (int noModel, _, string modelErrors) = ExampleProcess.Run(Example, "predict", "--model", cut, text);
        (int missing, _, string missingErrors) = ExampleProcess.Run(Example, "predict", "--model", "nowhere.zip", text);

        Assert.AreEqual((1, 1, 1), (noImage, noModel, missing));
        Assert.StartsWith($"The image '{text}' cannot be decoded: ", imageErrors);
        Assert.StartsWith($"The model '{cut}' cannot be loaded: ", modelErrors);
        Assert.EndsWith("nowhere.zip' does not exist: train one first, or name it with --model.", missingErrors);
        foreach (string errors in new[] { imageErrors, modelErrors, missingErrors }) Assert.DoesNotContain("\n", errors);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Interrupted_training_leaves_the_last_epochs_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using ExampleProcess example = ExampleProcess.Start(Example, "--data", _skies, "--network", "1", "--epochs", "100000", "--output", folder.Path);
        example.WaitFor("3/100000");

        Process.Start("kill", ["-INT", $"{example.Id}"]).WaitForExit();
        int exitCode = example.WaitForExit();

        Assert.AreEqual(130, exitCode, example.Errors);
        Assert.MatchesRegex(@"^Training was cancelled in epoch \d+ of 100000; the checkpoint of epoch \d+ is '.*last_checkpoint_epoch_\d+'\.$", example.Errors);
        string checkpoint = example.Errors.Split('\'')[1];
        Assert.IsTrue(File.Exists(checkpoint));
        using MLNetNeural.Networks.Engines.INetwork network = MLNetNeural.Networks.Training.Checkpoints.Checkpoint.Load(
            checkpoint, new MLNetNeural.Networks.Engines.Cpu.CpuEngine());
        Assert.AreEqual(4, network.Spec.Outputs);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Training_that_is_watched_is_ended_from_its_page_or_by_Ctrl_C()
    {
        foreach (bool byPage in new[] { true, false })
        {
            using var folder = new TemporaryFolder();
            using ExampleProcess example = ExampleProcess.Start(Example, "--data", _skies, "--network", "1", "--epochs", "100000", "--live", "--output", folder.Path);
            example.WaitFor("Watch training, and end it, at ");
            var address = new Uri(example.Output.Split(' ')[^1]);
            example.WaitFor("3/100000");
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

            Assert.Contains("<title>Skies, network 1</title>", await client.GetStringAsync(address));
            if (byPage) (await client.PostAsync(new Uri(address, "stop" + address.Query), null)).Dispose();
            else Process.Start("kill", ["-INT", $"{example.Id}"]).WaitForExit();

            Assert.AreEqual(byPage ? 0 : 130, example.WaitForExit(), example.Errors);
            Assert.HasCount(1, Directory.GetFiles(folder.Path, "last_checkpoint_epoch_*"));
            Assert.AreEqual(byPage, File.Exists(folder.File("model.zip")));
        }
    }

    [TestMethod]
    public void Events_for_TensorBoard_are_written_to_a_folder_of_the_run()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", _skies, "--network", "1", "--epochs", "2", "--tensorboard", "--output", folder.Path);

        Assert.AreEqual(0, exitCode, errors);
        string file = Directory.GetFiles(Path.Combine(folder.Path, "tensorboard"), "events.out.tfevents.*", SearchOption.AllDirectories).Single();
        string content = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
        foreach (string tag in new[] { "step/loss", "step/learning_rate", "loss/validation", "learning_rate", "weights/layers.0.weight", "gradients/layers.0.weight", "images/training", "_hparams_/session_start_info", "_hparams_/session_end_info" })
        {
            Assert.Contains(tag, content);
        }
    }

    [TestMethod]
    public void A_port_that_is_none_is_one_sentence()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, _, string errors) = ExampleProcess.Run(Example, "--data", _skies, "--live", "70000", "--output", folder.Path);

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("The port of a live page must be 0 to 65535, got 70000. (Parameter 'port')", errors);
    }

    private static string CopySkies(TemporaryFolder folder)
    {
        string copy = Path.Combine(folder.Path, "skies");
        foreach (string file in Directory.EnumerateFiles(_skies, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(_skies, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
