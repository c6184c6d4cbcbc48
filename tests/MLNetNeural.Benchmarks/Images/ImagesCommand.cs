using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;

namespace MLNetNeural.Benchmarks.Images;

/// <summary>How fast a folder of images is decoded and resized, against its decoder alone and Pillow in the same minutes.</summary>
internal static class ImagesCommand
{
    private const int Side = 256;

    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Folder with one subfolder of images for each class." };
        Option<int> runs = new("--runs") { Description = "Number of timed passes; the median is shown.", DefaultValueFactory = _ => 3 };
        Option<string> python = new("--python") { Description = "A Python that may have Pillow.", DefaultValueFactory = _ => "python3" };
        Command command = new("images", $"Decoding and resizing to {Side} x {Side}, and reading from the cache, in images/s, with SKCodec alone and Pillow in turns.")
        {
            folder, runs, python,
        };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(runs), parsed.GetValue(python)!));
        return command;
    }

    private static void Run(string folder, int runs, string python)
    {
        MLContext ml = new(seed: 1);
        IDataView files = ml.Data.LoadImageFolder(folder);
        string[] paths = [.. files.GetColumn<string>("ImagePath")];
        using Tests.TemporaryFolder cache = new();
        ImageTensorOptions options = new() { Width = Side, Height = Side };
        IDataView decoded = ImageReading.Of(ml, files, options), cached = ImageReading.Of(ml, files, options with { CacheFolder = cache.Path });
        PillowPeer? pillow = PillowPeer.Find(python);

        // Files come from the disk's cache from now on, code is compiled, and the cache folder is full.
        ImageReading.Pass(decoded);
        ImageReading.Pass(cached);
        SkiaDecoding.Pass(paths);
        List<PassTime> ours = [], fromCache = [], decoder = [], theirs = [], decodingOnly = [];
        for (int run = 0; run < runs; run++)
        {
            ours.Add(ImageReading.Pass(decoded));
            decoder.Add(SkiaDecoding.Pass(paths));
            fromCache.Add(ImageReading.Pass(cached));
            if (pillow is null) continue;
            theirs.Add(pillow.Pass(paths, Side));
            decodingOnly.Add(pillow.Pass(paths, side: 0));
        }

        Print($"{paths.Length} images to {Side} x {Side}, median of {runs} passes");
        Print($"  images/s                     by the clock, {Environment.ProcessorCount} cores   by processor time, one core");
        double own = Show("decode and resize", paths.Length, ours);
        double bare = Show("SKCodec, decoding alone", paths.Length, decoder);
        Print($"  decode and resize take {bare / own:F3} times what SKCodec takes alone, by processor time");
        double kept = Show("from the cache folder", paths.Length, fromCache);
        Print($"  the cache is {kept / own:F1} times as fast by processor time");
        if (pillow is null)
        {
            Print($"  no Pillow: '{python}' is not there or cannot import PIL");
            return;
        }

        double peer = Show($"Pillow {pillow.Version}, one thread", paths.Length, theirs);
        double limit = Show("Pillow, decoding alone", paths.Length, decodingOnly);
        Print($"  ours is {own / peer:F2} times Pillow a core; decoding alone takes Pillow {peer / limit:P0} of its time");
    }

    private static double Show(string name, int images, List<PassTime> passes)
    {
        double clock = images / passes.Select(pass => pass.Elapsed.TotalSeconds).Order().ElementAt(passes.Count / 2);
        double processor = images / passes.Select(pass => pass.Processor.TotalSeconds).Order().ElementAt(passes.Count / 2);
        Print($"  {name,-28} {clock,12:F0} {processor,30:F0}");
        return processor;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
