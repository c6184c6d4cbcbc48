namespace Microsoft.ML.Internal;

/// <summary>Generic code to run for a type known only at run time; see <see cref="RawTypes"/>.</summary>
internal interface IRawTypeVisitor<in TArg, out TResult>
{
    TResult Visit<T>(TArg arg);
}
