namespace Microsoft.ML.Data;

/// <summary>How a key becomes numbers. The numbers are written in model files.</summary>
internal enum KeyEncoding : byte
{
    /// <summary>A slot for each key, 1 in the key's own; of a vector of keys, one such vector after the other.</summary>
    Indicator = 0,

    /// <summary>A slot for each key, which says how often it occurs in the row.</summary>
    Count = 1,

    /// <summary>The key less 1 in binary digits, highest first, all 1 for the missing key; of a vector of keys, one after the other.</summary>
    Binary = 2,
}
