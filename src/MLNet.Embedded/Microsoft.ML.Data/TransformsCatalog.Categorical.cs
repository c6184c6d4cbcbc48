using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class TransformsCatalog
{
    /// <summary>Transforms of categories.</summary>
    public CategoricalTransforms Categorical => field ??= new(this);

    /// <summary>Transforms of categories.</summary>
    public sealed class CategoricalTransforms : IInternalCatalog
    {
        private readonly TransformsCatalog _owner;

        internal CategoricalTransforms(TransformsCatalog owner) => _owner = owner;

        IHostEnvironment IInternalCatalog.Environment => _owner._env;
    }
}
