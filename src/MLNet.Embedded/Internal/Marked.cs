namespace Microsoft.ML.Internal;

/// <summary>
/// Exceptions whose message is meant for the user. As in ML.NET, a loader that throws one fails the load with an
/// InvalidOperationException; any other exception of a loader comes out in a TargetInvocationException.
/// </summary>
internal static class Marked
{
    private const string Key = "ML_IsMarked";

    public static TException Mark<TException>(TException exception)
        where TException : Exception
    {
        exception.Data[Key] = 1;
        return exception;
    }

    public static bool IsMarked(Exception exception) => exception.Data.Contains(Key);

    public static FormatException Format(string message, Exception? inner = null) => Mark(new FormatException(message, inner));

    public static InvalidOperationException InvalidOperation(string message, Exception? inner = null)
        => Mark(new InvalidOperationException(message, inner));
}
