using System.Diagnostics;

namespace MLNetNeural.Benchmarks;

/// <summary>A program of the folder peers, which does with another library what a benchmark does with ours.</summary>
internal static class PeerProgram
{
    /// <summary>Debian's own Python: it finds Debian's packages.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>Where the programs are.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "peers");

    /// <summary>Whether there is a Python that can import a module.</summary>
    public static bool CanImport(string module)
        => File.Exists(Python) && Start(["-c", $"import {module}"], threads: 1, out _) == 0;

    /// <summary>The lines that a program of the folder prints.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="threads">Threads that its libraries may use.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; what it said is the message.</exception>
    public static string[] Run(string file, int threads, params string[] arguments)
    {
        int exitCode = Start([Path.Combine(Folder, file), .. arguments], threads, out string output);
        return exitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException($"{file} ended with exit code {exitCode}: {output}");
    }

    /// <summary>How Python is started.</summary>
    /// <param name="threads">Threads that its libraries may use.</param>
    /// <param name="arguments">The program and its arguments.</param>
    public static ProcessStartInfo StartOf(int threads, params string[] arguments)
    {
        ProcessStartInfo start = new(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
        return start;
    }

    private static int Start(string[] arguments, int threads, out string output)
    {
        using Process process = Process.Start(StartOf(threads, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) output += errors.Result;
        return process.ExitCode;
    }
}
