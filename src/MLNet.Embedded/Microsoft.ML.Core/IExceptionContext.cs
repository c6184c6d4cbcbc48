namespace Microsoft.ML.Runtime;

/// <summary>Sees exceptions before they are thrown.</summary>
public interface IExceptionContext
{
    /// <summary>Where the exceptions come from.</summary>
    string ContextDescription { get; }

    /// <summary>Marks <paramref name="ex"/> and gives it back, to be thrown.</summary>
    TException Process<TException>(TException ex)
        where TException : Exception;
}
