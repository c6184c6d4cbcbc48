using MLNetNeural.Images;

namespace Examples;

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
        catch (Exception e) when (IsForTheUser(Cause(e)))
        {
            Console.Error.WriteLine(Cause(e).Message);
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <summary>What went wrong in work that was done in parallel.</summary>
    private static Exception Cause(Exception e) => e is AggregateException several ? several.Flatten().InnerExceptions[0] : e;

    /// <summary>Whether the message says what a user can mend; anything else is a mistake of ours and shows where it happened.</summary>
    private static bool IsForTheUser(Exception e) => e is ArgumentException or FormatException or InvalidOperationException or IOException or InvalidDataException
        or UnauthorizedAccessException or DllNotFoundException or InvalidImageException;
}
