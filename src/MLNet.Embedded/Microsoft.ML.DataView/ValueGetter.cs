namespace Microsoft.ML;

/// <summary>Writes the present row's value into <paramref name="value"/>; what was there before may be reused as a buffer.</summary>
/// <typeparam name="TValue">The raw type of the column.</typeparam>
/// <param name="value">Receives the value.</param>
public delegate void ValueGetter<TValue>(ref TValue value);
