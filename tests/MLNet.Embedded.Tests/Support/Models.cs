
namespace MLNet.Embedded.Tests.Support;

internal static class Models
{
    /// <summary>The model after a round trip through a file image, in another context.</summary>
    public static ITransformer SaveAndLoad(ITransformer model, DataViewSchema inputSchema)
    {
        using MemoryStream stream = new();
        new MLContext().Model.Save(model, inputSchema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
