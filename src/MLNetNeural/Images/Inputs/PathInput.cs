using Microsoft.ML;

namespace MLNetNeural.Images.Inputs;

/// <summary>Paths of image files.</summary>
internal sealed class PathInput(DataViewRow input, DataViewSchema.Column column, int slots) : ImageInput
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = input.GetGetter<ReadOnlyMemory<char>>(column);
    private readonly string[] _paths = new string[slots];
    private ReadOnlyMemory<char> _path;

    /// <inheritdoc/>
    public override void Read(int slot)
    {
        _getter(ref _path);
        _paths[slot] = _path.ToString();
    }

    /// <inheritdoc/>
    public override bool Load(int slot, ImageTensorLoader loader, Span<byte> pixels) => loader.Load(_paths[slot], pixels);

    /// <inheritdoc/>
    public override string KeyOf(int slot) => _paths[slot];

    /// <inheritdoc/>
    public override ImageName NameOf(int slot, ImageTensorLoader loader) => loader.NameOf(_paths[slot]);
}
