using Microsoft.ML;
using MLNetNeural.Data;
using MLNetNeural.Images.Inputs;

namespace MLNetNeural.Images;

/// <summary>Rows of an input without those whose image is known to be invalid.</summary>
internal sealed class ValidImageCursor : PassThroughCursor
{
    private readonly bool[] _active;
    private readonly InvalidImages _invalidImages;
    private readonly Func<string> _keyGetter;
    private long _position = -1;

    public ValidImageCursor(
        DataViewSchema schema, DataViewRowCursor input, bool[] active, DataViewSchema.Column imageColumn, InvalidImages invalidImages)
        : base(schema, input)
    {
        _active = active;
        _invalidImages = invalidImages;
        _keyGetter = ImageInput.KeyGetter(input, imageColumn);
    }

    /// <inheritdoc/>
    public override long Position => _position;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => base.IsColumnActive(column) && _active[column.Index];

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (Input.MoveNext())
        {
            if (!_invalidImages.Contains(_keyGetter()))
            {
                _position++;
                return true;
            }
        }

        return false;
    }
}
