extern alias MLNetInternals;

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetNeural.Images;
using MLNetNeural.Persistence;

[assembly: MLNetInternals::Microsoft.ML.LoadableClass(
    typeof(ITransformer), typeof(ImageTensorPart), null, typeof(MLNetInternals::Microsoft.ML.SignatureLoadModel), "",
    ImageTensorPart.LoaderName)]

namespace MLNetNeural.Persistence;

/// <summary>Saves and loads an <see cref="ImageTensorTransformer"/>; ML.NET finds it by the attribute above.</summary>
internal static class ImageTensorPart
{
    public const string LoaderName = "ImageTensor";

    private static readonly ModelPart Part = new("MLNNIMGT", Version: 3, OldestReadable: 1, LoaderName);

    /// <summary>Saves the transformer: names of columns and figures.</summary>
    public static void Save(ModelSaveContext context, ImageTensorTransformer transformer)
        => MLNetInternals.Save(context, Part, transformer.Write);

    /// <summary>Called by ML.NET; the return type and the name must be just these.</summary>
    internal static ITransformer Create(IHostEnvironment environment, object loadContext)
        => ImageTensorTransformer.Load(environment, MLNetInternals.Body(loadContext));
}
