namespace Microsoft.ML;

/// <summary>Makes views of data of one form, such as text files with the same columns.</summary>
/// <typeparam name="TSource">Where the data come from.</typeparam>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    /// <summary>A view of the data; nothing is read before its first cursor.</summary>
    IDataView Load(TSource input);

    /// <summary>The columns of the views.</summary>
    DataViewSchema GetOutputSchema();
}
