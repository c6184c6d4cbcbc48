using Microsoft.ML;
using Microsoft.ML.Data;

[assembly: LoadableClass(
    typeof(TransformerChain<ITransformer>),
    typeof(TransformerChainLoader),
    null,
    typeof(SignatureLoadModel),
    "Transformer Chain",
    TransformerChainLoader.LoaderSignature)]
