using System.Diagnostics;
using System.Text.Json;

namespace MLNetNeural.Benchmarks.Compare.Peers;

/// <summary>A process of peers/compare.py that stays, and does a round whenever it is told to.</summary>
internal sealed class PeerSide : IDisposable, ISide
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts the process and waits until it is warm.</summary>
    /// <param name="job">Arguments of the script: the job and what it needs.</param>
    /// <param name="threads">Threads of PyTorch and of the BLAS.</param>
    /// <param name="kernels">OpenBLAS's name of the processor whose kernels it shall use; null for its own choice.</param>
    /// <exception cref="InvalidOperationException">It failed; what it said is the message.</exception>
    public PeerSide(string[] job, int threads, string? kernels)
    {
        ProcessStartInfo start = PeerProgram.StartOf(threads, [Path.Combine(PeerProgram.Folder, "compare.py"), .. job, "--threads", $"{threads}"]);
        start.RedirectStandardInput = true;
        if (kernels is not null) start.Environment["OPENBLAS_CORETYPE"] = kernels;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        JsonElement about = Read();
        Version = about.GetProperty("version").GetString()!;
        Blas = about.GetProperty("blas").GetString()!;
        string setting = about.GetProperty("setting").GetString()!;
        Setting = $"{Version.Split('+')[0]}, {threads} thread{(threads == 1 ? "" : "s")}, {Kernels(Blas)}{(setting.Length > 0 ? $", {setting}" : "")}";
    }

    /// <summary>Of the library.</summary>
    public string Version { get; }

    /// <summary>File and kernels of the BLAS.</summary>
    public string Blas { get; }

    /// <inheritdoc/>
    public string Setting { get; }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <inheritdoc/>
    public double Round(double seconds) => RoundFigures(seconds).GetProperty("seconds").GetDouble();

    /// <summary>Does a round and gives all figures of it.</summary>
    public JsonElement RoundFigures(double seconds)
    {
        _process.StandardInput.WriteLine(FormattableString.Invariant($"round {seconds}"));
        _process.StandardInput.Flush();
        return Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Kernels(string blas) => blas.LastIndexOf('(') is >= 0 and int start ? blas[(start + 1)..].TrimEnd(')') : Path.GetFileName(blas);

    private JsonElement Read()
    {
        if (_process.StandardOutput.ReadLine() is { } line) return JsonDocument.Parse(line).RootElement;
        _process.WaitForExit();
        throw new InvalidOperationException($"compare.py ended with exit code {_process.ExitCode}: {_errors.Result}");
    }
}
