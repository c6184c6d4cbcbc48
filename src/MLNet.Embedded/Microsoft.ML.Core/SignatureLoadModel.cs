namespace Microsoft.ML;

/// <summary>The signature of loaders of parts of models.</summary>
internal delegate void SignatureLoadModel(ModelLoadContext ctx);
