using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.ImageAnalytics;

/// <summary>What becomes of a picture: its pixels, or the sentence that refuses it.</summary>
/// <param name="Refusal">The message of the exception; empty for a picture.</param>
/// <param name="Width">In pixels; 0 when refused.</param>
/// <param name="Height">In pixels; 0 when refused.</param>
/// <param name="Bgr">Blue, green, red; empty when refused.</param>
internal sealed record DecodingOutcome(string Refusal, int Width, int Height, byte[] Bgr)
{
    // A second copy of the assembly that looks for TurboJPEG in a folder without it.
    private static readonly Type Alone = LoadWithoutTurboJpeg();

    private delegate ReadOnlySpan<byte> RowReader(MLImage image, out int stride, out int bytesPerPixel, out bool isBlueFirst);

    /// <summary>Skips the test by name where the system does not have TurboJPEG.</summary>
    public static void RequireTurboJpeg()
    {
        if (!NativeLibrary.TryLoad("libturbojpeg.so.0", out _))
        {
            Assert.Inconclusive("libturbojpeg.so.0 is not there; install the system package that has it (Debian and Ubuntu: libturbojpeg0).");
        }
    }

    /// <summary>Of a file, decoded as everywhere.</summary>
    public static DecodingOutcome OfFile(string path) => Of(typeof(MLImage), nameof(MLImage.CreateFromFile), path);

    /// <summary>Of a stream, decoded as everywhere.</summary>
    public static DecodingOutcome OfStream(byte[] encoded) => Of(typeof(MLImage), nameof(MLImage.CreateFromStream), new MemoryStream(encoded));

    /// <summary>Of a file, decoded by gdk-pixbuf alone.</summary>
    public static DecodingOutcome OfFileWithoutTurboJpeg(string path) => Of(Alone, nameof(MLImage.CreateFromFile), path);

    /// <summary>Of a stream, decoded by gdk-pixbuf alone.</summary>
    public static DecodingOutcome OfStreamWithoutTurboJpeg(byte[] encoded)
        => Of(Alone, nameof(MLImage.CreateFromStream), new MemoryStream(encoded));

    /// <summary>Whether TurboJPEG decoded a picture that is 5 pixels wide: gdk-pixbuf's rows begin at multiples of four bytes.</summary>
    public static bool IsByTurboJpeg(MLImage image)
    {
        Assert.AreEqual(5, image.Width);
        typeof(MLImage).GetMethod("DecodedRows", BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<RowReader>()(image, out int stride, out _, out _);
        return stride == 15;
    }

    /// <summary>Fails unless both are the same.</summary>
    public static void AreEqual(DecodingOutcome expected, DecodingOutcome actual, string what)
    {
        Assert.AreEqual((expected.Refusal, expected.Width, expected.Height), (actual.Refusal, actual.Width, actual.Height), what);
        Assert.IsTrue(expected.Bgr.AsSpan().SequenceEqual(actual.Bgr), $"{what}: other pixels");
    }

    private static DecodingOutcome Of(Type images, string create, object encoded)
    {
        try
        {
            using var image = (IDisposable)images.GetMethod(create)!.Invoke(null, [encoded])!;
            int width = Get<int>(image, nameof(MLImage.Width)), height = Get<int>(image, nameof(MLImage.Height));
            return new DecodingOutcome("", width, height, Get<byte[]>(image, nameof(MLImage.GetBGRPixels)));
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException refusal)
        {
            return new DecodingOutcome(refusal.Message, 0, 0, []);
        }
    }

    private static T Get<T>(object image, string property) => (T)image.GetType().GetProperty(property)!.GetValue(image)!;

    private static Type LoadWithoutTurboJpeg()
    {
        var context = new AssemblyLoadContext("without TurboJPEG");
        Assembly copy = context.LoadFromAssemblyPath(typeof(MLImage).Assembly.Location);
        copy.GetType("Microsoft.ML.ImageAnalytics.TurboJpeg.Native", throwOnError: true)!
            .GetProperty("LibraryPrefix", BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, "/no/such/folder/");
        return copy.GetType(typeof(MLImage).FullName!)!;
    }
}
