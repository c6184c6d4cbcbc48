namespace MLNetNeural.Images;

/// <summary>How rows without a path are named.</summary>
internal enum RowNaming
{
    /// <summary>By their number: they come in the order of the input.</summary>
    Number,

    /// <summary>By their id: they come shuffled.</summary>
    Id,

    /// <summary>Not at all: there is one row at a time.</summary>
    None,
}
