using System.Diagnostics;

namespace MLNetNeural.Examples.Tests;

/// <summary>An example in a process of its own, as a user starts it, with its output piped.</summary>
internal sealed class ExampleProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private ExampleProcess(string assembly, string[] arguments)
    {
        string dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        string[] command = [dotnet, Path.Combine(AppContext.BaseDirectory, assembly), .. arguments];

        // Tests that run in the background of a shell may have been told to ignore Ctrl-C, and a child would inherit that.
        if (OperatingSystem.IsLinux()) command = ["env", "--default-signal=INT", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _lines);

    public string Errors => _errors.Result.TrimEnd();

    public static ExampleProcess Start(string assembly, params string[] arguments) => new(assembly, arguments);

    /// <summary>Runs to the end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(string assembly, params string[] arguments)
    {
        using ExampleProcess example = Start(assembly, arguments);
        int exitCode = example.WaitForExit();
        return (exitCode, example.Output, example.Errors);
    }

    /// <summary>Reads lines until one holds a text.</summary>
    public void WaitFor(string text)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"The example ended without printing '{text}': {Output}\n{Errors}");
    }

    public int WaitForExit()
    {
        // Its output ends with it, or with the last of its patience.
        using var timer = new Timer(_ => _process.Kill(entireProcessTree: true), null, Patience, Timeout.InfiniteTimeSpan);
        while (_process.StandardOutput.ReadLine() is { } line) _lines.Add(line);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
