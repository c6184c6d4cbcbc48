namespace MLNetNeural.Networks.Persistence;

/// <summary>Tells what a disk or a file system refuses from other errors.</summary>
internal static class DiskFailure
{
    /// <summary>Whether the system refused: full, broken, read-only, not allowed.</summary>
    /// <remarks>.NET says by the argument "value" that a file would be longer than the file system or a quota allows.</remarks>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };
}
