using System.CommandLine;
using MLNetNeural.Benchmarks.Augmenting;
using MLNetNeural.Benchmarks.Compare;
using MLNetNeural.Benchmarks.Compare.Children;
using MLNetNeural.Benchmarks.Cubic;
using MLNetNeural.Benchmarks.Data;
using MLNetNeural.Benchmarks.Engines;
using MLNetNeural.Benchmarks.Images;
using MLNetNeural.Benchmarks.Kernels;
using MLNetNeural.Benchmarks.Roofline;
using MLNetNeural.Benchmarks.Tabular;

RootCommand root = new(
    "Measures MLNetNeural, alone and beside what people would use instead.");
root.Add(CompareCommand.Create());
root.Add(RooflineCommand.Create());
root.Add(KernelsCommand.Create());
root.Add(WeatherRun.Create());
root.Add(MemoryRun.Create());
root.Add(DataCommand.Create());
root.Add(CubicCommand.Create());
root.Add(TabularCommand.Create());
root.Add(ImagesCommand.Create());
root.Add(AugmentCommand.Create());
root.Add(EnginesCommand.Create());
return root.Parse(args).Invoke();
