namespace MLNetNeural.Data;

/// <summary>Something to be done with a type that is known only when the program runs.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface IRawTypeFunction<out TResult>
{
    /// <summary>Does it for one type.</summary>
    TResult Invoke<T>();
}
