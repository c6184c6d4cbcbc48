using System.Diagnostics;

namespace MLNetNeural.Tests;

/// <summary>The program MLNetNeural.ModelProcess, in a process of its own.</summary>
internal static class ModelProgram
{
    /// <summary>Runs it to its end, and gives what it wrote.</summary>
    public static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNetNeural.ModelProcess.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return output;
    }
}
