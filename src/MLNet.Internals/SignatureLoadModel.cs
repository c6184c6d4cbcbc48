namespace Microsoft.ML;

/// <summary>Stands for the arguments of a method that loads a part of a model.</summary>
public delegate void SignatureLoadModel();
