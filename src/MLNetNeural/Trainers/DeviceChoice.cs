using Microsoft.ML.Runtime;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Persistence;

namespace MLNetNeural.Trainers;

/// <summary>The engine that a run gets for its device, and why.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Reason">Why it is this one, as a sentence for the log; null where the options say so themselves.</param>
/// <param name="IsWarning">Whether the run is not on the device that was asked for.</param>
internal sealed record DeviceChoice(IEngine Engine, string? Reason = null, bool IsWarning = false)
{
    private const string AcceleratorPackage = "MLNetNeural.TorchSharp";

    /// <summary>Chooses.</summary>
    /// <param name="options">The device and the number of threads.</param>
    /// <param name="environment">Which card the MLContext asks for, and whether the processor will do instead.</param>
    /// <param name="findAccelerator">Finds the package for cards.</param>
    /// <param name="warn">Receives what the engine has to say during the run.</param>
    /// <exception cref="InvalidOperationException">The device is not there; the message says what is missing and what to add.</exception>
    public static DeviceChoice Make(MlpOptions options, IHostEnvironment environment, Func<IAccelerator?> findAccelerator, Action<string> warn)
    {
        switch (options.Device.Kind)
        {
            case DeviceKind.Cpu:
                return new DeviceChoice(new CpuEngine(options.NumberOfThreads));
            case DeviceKind.TorchCpu:
                IAccelerator accelerator = findAccelerator() ?? throw Missing(options, environment, options.Device.ToString(), MissingPackage("TorchSharp-cpu"));
                return new DeviceChoice(accelerator.CreateCpu(options.NumberOfThreads));
            case DeviceKind.Cuda:
                return OnCard(options, environment, findAccelerator(), options.Device.Card, options.Device.ToString(), warn);
            default:
                return MLNetInternals.GpuDeviceIdOf(environment) is { } card
                    ? OnCard(options, environment, findAccelerator(), card, $"auto with MLContext.GpuDeviceId {card}", warn)
                    : Fastest(options, findAccelerator, warn);
        }
    }

    private static DeviceChoice Fastest(MlpOptions options, Func<IAccelerator?> findAccelerator, Action<string> warn)
    {
        if (options.NumberOfThreads is { } threads) return OnProcessor(options, $"NumberOfThreads is {threads}");
        if (findAccelerator() is not { } accelerator) return OnProcessor(options, $"the program has no package {AcceleratorPackage} to train on a card");
        CudaStatus cuda = accelerator.FindCuda();
        if (cuda.Missing is { } missing) return OnProcessor(options, missing);
        IEngine engine = accelerator.CreateCuda(0, warn);
        return new DeviceChoice(engine, $"Device.Auto is {engine.Description}, because there is a card.");
    }

    private static DeviceChoice OnProcessor(MlpOptions options, string because)
    {
        var engine = new CpuEngine(options.NumberOfThreads);
        return new DeviceChoice(engine, $"Device.Auto is {engine.Description}, because {because}.");
    }

    private static DeviceChoice OnCard(MlpOptions options, IHostEnvironment environment, IAccelerator? accelerator, int card, string asked, Action<string> warn)
    {
        CudaStatus cuda = accelerator?.FindCuda() ?? new CudaStatus(0, MissingPackage(OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux"));
        string? missing = cuda.Missing ?? (card < cuda.Cards ? null : $"there {(cuda.Cards == 1 ? "is 1 card, number 0" : $"are {cuda.Cards} cards, numbers 0 to {cuda.Cards - 1}")}");
        if (missing is null) return new DeviceChoice(accelerator!.CreateCuda(card, warn));
        if (!MLNetInternals.FallbackToCpuOf(environment)) throw Missing(options, environment, asked, missing);
        var engine = new CpuEngine(options.NumberOfThreads);
        return new DeviceChoice(engine, $"The device {asked} is not there, because {missing}; training on {engine.Description} instead, as MLContext.FallbackToCpu says.", IsWarning: true);
    }

    private static string MissingPackage(string natives)
        => $"the program has no package {AcceleratorPackage}: add <PackageReference Include=\"{AcceleratorPackage}\" /> and <PackageReference Include=\"{natives}\" /> to its project";

    private static InvalidOperationException Missing(MlpOptions options, IHostEnvironment environment, string asked, string missing)
    {
        bool canFallBack = options.Device.Kind != DeviceKind.TorchCpu && !MLNetInternals.FallbackToCpuOf(environment);
        return new InvalidOperationException(
            $"{options.GetType().Name}.Device is {asked}, but {missing}; or train on Device.Cpu{(canFallBack ? ", or set MLContext.FallbackToCpu" : "")}.");
    }
}
