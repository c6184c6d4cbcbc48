using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A catalog of a context, by which extensions reach the context's environment.</summary>
internal interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}
