using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace MLNetNeural.Benchmarks.Compare.Children;

/// <summary>This program in a process of its own, for what cannot be measured beside other jobs: peak memory, and all from the start.</summary>
internal static class ChildProcess
{
    /// <summary>Runs one of the hidden commands.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <returns>The last line that it prints.</returns>
    /// <exception cref="InvalidOperationException">It failed; its error is on the console.</exception>
    public static ChildFigures Run(params string[] arguments)
    {
        string program = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") arguments = [Assembly.GetEntryAssembly()!.Location, .. arguments];
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ChildFigures>(output.TrimEnd().Split('\n')[^1])!
            : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }

    /// <summary>Prints what <see cref="Run"/> reads.</summary>
    public static void Report(ChildFigures figures) => Console.WriteLine(JsonSerializer.Serialize(figures));
}
