using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The saved form of a chain: its length, then for each transformer its scope here and itself in a part of its own.</summary>
internal static class TransformerChainLoader
{
    public const string LoaderSignature = "TransformerChain";

    public static VersionInfo Version => VersionInfo.First("XF CHAIN", LoaderSignature);

    public static string PartName(int index) => $"Transform_{index:000}";

    internal static TransformerChain<ITransformer> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        int length = ctx.Reader.ReadInt32();
        List<ITransformer> transformers = [];
        List<TransformerScope> scopes = [];
        for (int i = 0; i < length; i++)
        {
            scopes.Add((TransformerScope)ctx.Reader.ReadInt32());
            ctx.LoadModel<ITransformer, SignatureLoadModel>(env, out ITransformer transformer, PartName(i));
            transformers.Add(transformer);
        }
        return new(transformers, scopes);
    }
}
