using System.Diagnostics;

namespace MLNetNeural.Packages.Tests;

/// <summary>The command dotnet in a process of its own, as a user starts it.</summary>
internal static class Dotnet
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Folder to run in.</param>
    /// <param name="packages">Folder that packages are installed into, in place of the user's own.</param>
    /// <param name="arguments">What to do.</param>
    public static (int ExitCode, string Output) Run(string folder, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the build that runs these tests has set is not for another one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Runs a build, in processes that end with it.</summary>
    public static (int ExitCode, string Output) Build(string folder, string packages, params string[] arguments)
        => Run(folder, packages, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-verbosity:quiet"]);
}
