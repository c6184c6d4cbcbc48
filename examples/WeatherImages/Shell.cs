namespace WeatherImages;

/// <summary>The border to the shell: Ctrl-C, one sentence for what the user can mend, exit codes.</summary>
internal static class Shell
{
    private const int Failed = 1;
    private const int Interrupted = 130; // 128 + SIGINT, as shells have it

    public static int Run(Action<CancellationToken> action)
    {
        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl-C ends training in order; a second one ends the process.
            e.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            action(cancellation.Token);
            return 0;
        }
        catch (OperationCanceledException e)
        {
            Console.Error.WriteLine(e.Message);
            return Interrupted;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or InvalidDataException or UnauthorizedAccessException or DllNotFoundException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }
}
