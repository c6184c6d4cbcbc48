using System.Diagnostics;

namespace MLNetNeural.Tests;

/// <summary>The program MLNetNeural.ModelProcess, in a process of its own.</summary>
internal static class ModelProgram
{
    /// <summary>Runs it to its end, and gives what it wrote.</summary>
    public static string Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return output;
    }

    /// <summary>Kills it once it has written some lines.</summary>
    public static void KillAfter(int lines, params string[] arguments)
    {
        using Process process = Start(arguments);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        for (int line = 0; line < lines; line++) Assert.IsNotNull(process.StandardOutput.ReadLine(), "The program ended by itself.");
        process.Kill();
        process.WaitForExit();
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNetNeural.ModelProcess.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
