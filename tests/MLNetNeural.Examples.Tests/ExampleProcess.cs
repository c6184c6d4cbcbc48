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
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, assembly))) start.ArgumentList.Add(argument);
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
        while (_process.StandardOutput.ReadLine() is { } line) _lines.Add(line);
        Assert.IsTrue(_process.WaitForExit(Patience), "The example did not end.");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
