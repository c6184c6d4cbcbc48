namespace Microsoft.ML.Data;

/// <summary>A field of a line.</summary>
/// <param name="Source">Its number in the line, counted from 0.</param>
/// <param name="Start">Where it starts in the line's buffer; complemented: in the scanner's own, because it was unescaped.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct Field(int Source, int Start, int Length);
