using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Images;

namespace MLNetNeural.Benchmarks.Images;

/// <summary>Decoding and resizing of a folder's images by our estimator.</summary>
internal static class ImageReading
{
    /// <summary>The images, decoded anew by every pass.</summary>
    public static IDataView Of(MLContext ml, IDataView files, ImageTensorOptions options)
        => ml.Transforms.LoadImageTensor(options).Fit(files).Transform(files);

    /// <summary>Reads all images once.</summary>
    public static PassTime Pass(IDataView view)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Features"]]);
        ValueGetter<VBuffer<byte>> getter = cursor.GetGetter<VBuffer<byte>>(view.Schema["Features"]);
        VBuffer<byte> pixels = default;
        while (cursor.MoveNext()) getter(ref pixels);
        return new PassTime(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before);
    }
}
