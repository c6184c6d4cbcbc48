using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MLNetNeural.Benchmarks.Images;

/// <summary>Decodes and resizes the same images with Pillow, on one thread.</summary>
internal sealed class PillowPeer
{
    // Seconds are measured within, so that starting Python does not count. Files are given by standard input.
    private const string Script = """
        import sys, time
        from PIL import Image
        side = int(sys.argv[1])
        paths = sys.stdin.read().split("\n")
        clock, processor = time.perf_counter(), time.process_time()
        for path in paths:
            image = Image.open(path).convert("RGB")
            if side:
                image = image.resize((side, side), Image.BILINEAR)
        print(time.perf_counter() - clock, time.process_time() - processor)
        """;

    private readonly string _python;

    private PillowPeer(string python, string version) => (_python, Version) = (python, version);

    /// <summary>Version of Pillow.</summary>
    public string Version { get; }

    /// <summary>Pillow as a Python has it; null when there is none.</summary>
    public static PillowPeer? Find(string python)
    {
        try
        {
            string version = Run(python, "import PIL; print(PIL.__version__)", "", "");
            return version.Length > 0 ? new PillowPeer(python, version) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Decodes images.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="side">To what width and height they are resized; 0 for not at all.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public PassTime Pass(string[] paths, int side)
    {
        string[] seconds = Run(_python, Script, side.ToString(CultureInfo.InvariantCulture), string.Join('\n', paths)).Split(' ');
        return seconds.Length == 2
            ? new PassTime(Seconds(seconds[0]), Seconds(seconds[1]))
            : throw new InvalidOperationException("Pillow failed; its error is above.");
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static string Run(string python, string script, string argument, string input)
    {
        ProcessStartInfo start = new(python, ["-c", script, argument]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
