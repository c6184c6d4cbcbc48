using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Images.Inputs;

/// <summary>Images that are decoded already.</summary>
/// <remarks>They belong to whoever made them, and are never disposed of here. The getter of ML.NET's own steps disposes of the image that it
/// gave before, which it finds in the variable that it fills: hence one variable for all rows, and no slot keeps an image.</remarks>
internal sealed class DecodedInput(DataViewRow input, DataViewSchema.Column column, RowNames names) : ImageInput
{
    private readonly ValueGetter<MLImage?> _getter = input.GetGetter<MLImage?>(column);
    private MLImage? _image;

    /// <inheritdoc/>
    public override bool CanWait => false;

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        names.Read(slot);
        _getter(ref _image);
    }

    /// <inheritdoc/>
    public override bool Load(int slot, ImageTensorLoader loader, Span<byte> pixels)
    {
        loader.Load(_image, names[slot], pixels);
        return false;
    }

    /// <inheritdoc/>
    public override string KeyOf(int slot) => names.KeyOf(slot);

    /// <inheritdoc/>
    public override ImageName NameOf(int slot, ImageTensorLoader loader) => names[slot];
}
