using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNetNeural.ModelProcess;

// train FILE | train-resumable FOLDER | train-large FILE INPUTS UNITS | score FILE | measure FILE
string file = args[1];
switch (args[0])
{
    case "train":
        SmallModel.Train(file);
        break;

    case "train-large":
        LargeModel.Train(file, int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        break;

    case "train-resumable":
        ResumableRun.Train(file);
        break;

    // No word of the library before ml.Model.Load: the model alone must bring it in.
    case "score":
        var ml = new MLContext();
        ITransformer model = ml.Model.Load(file, out _);
        using (PredictionEngine<Point, Prediction> engine = ml.Model.CreatePredictionEngine<Point, Prediction>(model))
        {
            foreach (Point point in Point.Probes) Console.WriteLine(string.Join(' ', engine.Predict(point).Score.Select(score => $"{BitConverter.SingleToUInt32Bits(score):X8}")));
        }

        break;

    // Milliseconds of the first load in the process, by the clock and of the processor, and the process's largest working set in bytes.
    case "measure":
        ITransformer? loaded = null;
        Effort.Of(() => loaded = new MLContext().Model.Load(file, out _)).Print();
        Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        GC.KeepAlive(loaded);
        break;

    default:
        Console.Error.WriteLine($"'{args[0]}' is no command.");
        return 1;
}

return 0;
