namespace Microsoft.ML.Data;

/// <summary>Fields that follow one another.</summary>
/// <param name="First">The first.</param>
/// <param name="Limit">The one behind the last; <see cref="ToTheEnd"/>: as many as the line has.</param>
/// <param name="IsVector">Whether even one field is a vector.</param>
internal readonly record struct TextSegment(int First, int Limit, bool IsVector)
{
    public const int ToTheEnd = int.MaxValue;

    public bool IsVariable => Limit == ToTheEnd;

    /// <summary>The limit in a line of <paramref name="width"/> fields.</summary>
    public int LimitIn(int width) => IsVariable ? Math.Max(First, width) : Limit;
}
