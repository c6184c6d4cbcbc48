using System.Collections.Immutable;
using Microsoft.ML;
using MLNetNeural.Networks.Architecture;
using MLNetNeural.Networks.Engines;
using MLNetNeural.Networks.Engines.Cpu;
using MLNetNeural.Networks.Features;
using MLNetNeural.Networks.Persistence;
using MLNetNeural.Networks.Training;
using MLNetNeural.Trainers;

namespace MLNetNeural.Persistence;

/// <summary>A trained network inside a model: its description in the body, its weights as safetensors in an entry of their own.</summary>
internal static class MlpPayload
{
    /// <summary>Saves a network, then what else its kind of transformer has.</summary>
    public static void Save(ModelSaveContext context, ModelPart part, MlpModel model, Action<BinaryWriter> writeRest) => MLNetInternals.Save(
        context,
        part,
        body =>
        {
            body.Write((int)part.Version);
            body.Write(SpecJson.Write(model.Spec));
            WriteFeatures(body, model);
            HistoryPayload.Write(body, model.TrainingHistory);
            writeRest(body);
        },
        large => Safetensors.Write(large.BaseStream, [model.Network], new Dictionary<string, string>()));

    /// <summary>Loads what <see cref="Save"/> saved.</summary>
    /// <param name="loadContext">ML.NET's ModelLoadContext.</param>
    /// <param name="part">What it must be.</param>
    /// <param name="readRest">Reads what the kind of transformer has for such a network in such a version.</param>
    /// <exception cref="InvalidDataException">The data are of a newer version, are cut short or do not fit each other.</exception>
    public static MlpModel Load(object loadContext, ModelPart part, Action<BinaryReader, MlpSpec, int> readRest)
    {
        (MlpSpec spec, ChannelAffine? affine, bool isSparse, ImmutableArray<float>? means, TrainingHistory history) = part.Read(loadContext, (body, version) =>
        {
            MlpSpec spec = SpecJson.Read(body.ReadString());
            (ChannelAffine? affine, bool isSparse, ImmutableArray<float>? means) = ReadFeatures(body, spec.Inputs);
            TrainingHistory history = HistoryPayload.Read(body, version);
            readRest(body, spec, version);
            return (spec, affine, isSparse, means, history);
        });

        INetwork? network = null;
        try
        {
            MLNetInternals.ReadLarge(loadContext, ModelPart.LargeEntry, reader =>
            {
                long length = reader.BaseStream.Length;
                SpecJson.RequireWeights(spec, length);
                network = new CpuEngine().CreateNetwork(spec);
                Safetensors.Read(reader.BaseStream, _ => [network], length);
            });
            return new MlpModel(network!, affine, isSparse, means, history);
        }
        catch
        {
            network?.Dispose();
            throw;
        }
    }

    /// <summary>Reads the name of a column.</summary>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    public static string ReadColumnName(BinaryReader body)
        => body.ReadString() is { Length: > 0 } name ? name : throw new InvalidDataException("The model has a column without a name.");

    /// <summary>What the features are, in a byte: 0 for Single, 1 for bytes and what they mean, 2 for Single with means in place of missing values, 3 and 4 as 0 and 2 for sparse ones.</summary>
    private static void WriteFeatures(BinaryWriter body, MlpModel model)
    {
        body.Write((byte)(model.ByteFeatures is not null ? 1 : (model.FeatureMeans is not null, model.HasSparseFeatures) switch { (false, false) => 0, (true, false) => 2, (false, true) => 3, (true, true) => 4 }));
        if (model.ByteFeatures is { } affine)
        {
            body.Write(affine.Scale.Length);
            foreach (float scale in affine.Scale) body.Write(scale);
            foreach (float offset in affine.Offset) body.Write(offset);
        }

        foreach (float mean in model.FeatureMeans ?? []) body.Write(mean);
    }

    private static (ChannelAffine? Affine, bool IsSparse, ImmutableArray<float>? Means) ReadFeatures(BinaryReader body, int features)
    {
        byte kind = body.ReadByte();
        return kind switch
        {
            0 => (null, false, null),
            1 => (ReadAffine(body, features), false, null),
            2 => (null, false, [.. ReadSingles(body, features)]),
            3 when features > 1 => (null, true, null),
            4 when features > 1 => (null, true, [.. ReadSingles(body, features)]),
            _ => throw new InvalidDataException($"The model has features of the unknown kind {kind}."),
        };
    }

    /// <summary>Takes memory as values come: a wrong count fails by reading, not by memory.</summary>
    public static float[] ReadSingles(BinaryReader body, int count)
    {
        var values = new List<float>();
        for (int i = 0; i < count; i++) values.Add(body.ReadSingle());
        return [.. values];
    }

    private static ChannelAffine ReadAffine(BinaryReader body, int inputs)
    {
        int channels = body.ReadInt32();
        if (channels < 1 || channels > inputs || inputs % channels != 0)
        {
            throw new InvalidDataException($"The model has {channels} channels, which {inputs} features cannot be divided into.");
        }

        return new ChannelAffine(ReadSingles(body, channels), ReadSingles(body, channels));
    }
}
