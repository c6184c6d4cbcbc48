using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Images.Inputs;

/// <summary>Encoded images, as a database or an upload has them.</summary>
internal sealed class EncodedInput(DataViewRow input, DataViewSchema.Column column, int slots, RowNames names) : ImageInput
{
    private readonly ValueGetter<VBuffer<byte>> _getter = input.GetGetter<VBuffer<byte>>(column);
    private readonly VBuffer<byte>[] _files = new VBuffer<byte>[slots];

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        names.Read(slot);
        _getter(ref _files[slot]);
    }

    /// <inheritdoc/>
    public override bool Load(int slot, ImageTensorLoader loader, Span<byte> pixels)
    {
        ref readonly VBuffer<byte> file = ref _files[slot];
        return loader.Load(file.IsDense ? file.GetValues() : [.. file.DenseValues()], names[slot], pixels);
    }

    /// <inheritdoc/>
    public override string KeyOf(int slot) => names.KeyOf(slot);

    /// <inheritdoc/>
    public override ImageName NameOf(int slot, ImageTensorLoader loader) => names[slot];
}
