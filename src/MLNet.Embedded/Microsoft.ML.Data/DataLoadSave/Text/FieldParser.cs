namespace Microsoft.ML.Data;

/// <summary>Reads the value of a field, in UTF-8; false when the text is no such value, which then is a missing or default one.</summary>
internal delegate bool FieldParser<T>(ReadOnlySpan<byte> text, out T value);
