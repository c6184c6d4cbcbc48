using System.CommandLine;
using System.Globalization;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Trainers;

namespace MLNetNeural.Benchmarks.Engines;

/// <summary>How near the engines of this machine are to each other, and how fast.</summary>
internal static class EnginesCommand
{
    /// <summary>Of the loss of each step, relative; what the engines promise for the first 50.</summary>
    private const double Promised = 1e-4;

    public static Command Create()
    {
        Option<int> steps = new("--steps") { Description = "Steps of each workload; at least 20.", DefaultValueFactory = _ => 50 };
        Option<string?> data = new("--data") { Description = "A folder with photographs in train/ and test/, one folder a class: also runs the weather recipe on them." };
        Option<int> epochs = new("--epochs") { Description = "Epochs of the weather recipe.", DefaultValueFactory = _ => 20 };
        Command command = new("engines", "Parity and speed of the engines that this machine has, on drawn data, and on photographs with --data.") { steps, data, epochs };
        command.SetAction(result => Run(Math.Max(20, result.GetValue(steps)), result.GetValue(data), result.GetValue(epochs)));
        return command;
    }

    private static int Run(int steps, string? data, int epochs)
    {
        List<(Device Device, IEngine Engine)> engines = [(Device.Cpu, new CpuEngine()), .. Accelerated()];
        bool isNear = true;
        Print($"Difference: the greatest of the losses of {steps} steps from those of the CPU engine, relative. Time: median of a step.");
        Print($"{"workload",-32}{"engine",-36}{"difference",12}{"ms a step",12}");
        foreach (EngineWorkload workload in EngineWorkload.All)
        {
            EngineRun? first = null;
            foreach ((_, IEngine engine) in engines)
            {
                EngineRun run = EngineRun.Of(engine, workload, steps);
                first ??= run;
                double difference = run.GreatestDifference(first);
                isNear &= difference <= Promised;
                Print($"{workload.Name,-32}{engine.Description,-36}{difference,12:0.0e+0}{run.MedianStep.TotalMilliseconds,12:0.000}");
            }
        }

        if (data is not null) RunWeather(data, [.. engines.Select(engine => engine.Device)], epochs);
        Print($"{(isNear ? "All" : "Not all")} losses are within {Promised:0e+0} of the CPU engine's.");
        return isNear ? 0 : 1;
    }

    /// <summary>The engines beside our own; what is missing is said.</summary>
    private static IEnumerable<(Device Device, IEngine Engine)> Accelerated()
    {
        if (Accelerators.Find() is not { } accelerator)
        {
            Print($"The CPU engine alone: MLNetNeural.TorchSharp is not beside this program.");
            yield break;
        }

        if (Processor(accelerator) is { } processor) yield return (Device.TorchCpu, processor);
        CudaStatus cuda = accelerator.FindCuda();
        if (cuda.Missing is { } missing) Print($"No card: {missing}.");
        for (int card = 0; card < cuda.Cards; card++) yield return (Device.Cuda(card), accelerator.CreateCuda(card, Console.WriteLine));
    }

    private static IEngine? Processor(IAccelerator accelerator)
    {
        try
        {
            return accelerator.CreateCpu(Environment.ProcessorCount);
        }
        catch (InvalidOperationException e)
        {
            Print($"{e.Message}");
            return null;
        }
    }

    private static void RunWeather(string data, Device[] devices, int epochs)
    {
        Print($"The weather recipe, network 3, {epochs} epochs: the last epoch, then the model on the test photographs.");
        Print($"{"device",-12}{"train loss",12}{"val loss",12}{"val acc",10}{"test loss",12}{"test acc",10}{"s an epoch",12}");
        foreach (Device device in devices)
        {
            WeatherScores run = WeatherScores.Of(data, device, epochs);
            Print($"{device,-12}{run.TrainingLoss,12:0.00000}{run.ValidationLoss,12:0.00000}{run.ValidationAccuracy,10:0.0000}{run.TestLoss,12:0.00000}{run.TestAccuracy,10:0.0000}{run.MedianEpoch.TotalSeconds,12:0.000}");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
