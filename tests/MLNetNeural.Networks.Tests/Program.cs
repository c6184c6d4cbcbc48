namespace MLNetNeural.Networks.Tests;

/// <summary>The test assembly as a program: training in a process of its own, which tests kill or take disk space from.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Training.TrainingProcess.Run(arguments);
}
