using System.Diagnostics;
using SkiaSharp;

namespace MLNetNeural.Benchmarks.Images;

/// <summary>Decodes files with SkiaSharp's SKCodec and nothing else, on all cores: what decoding takes at least.</summary>
internal static class SkiaDecoding
{
    /// <summary>Decodes all files once. Each thread keeps the buffer of the largest image.</summary>
    public static PassTime Pass(string[] paths)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        int next = -1;
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Take))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return new PassTime(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before);

        void Take()
        {
            byte[] pixels = [];
            for (int i = Interlocked.Increment(ref next); i < paths.Length; i = Interlocked.Increment(ref next)) Decode(paths[i], ref pixels);
        }
    }

    private static unsafe void Decode(string path, ref byte[] pixels)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if (pixels.Length < info.BytesSize) pixels = GC.AllocateUninitializedArray<byte>(info.BytesSize);
        fixed (byte* first = pixels)
        {
            SKCodecResult result = codec.GetPixels(info, (nint)first);
            if (result != SKCodecResult.Success) throw new InvalidOperationException($"'{path}' was not decoded: {result}.");
        }
    }
}
