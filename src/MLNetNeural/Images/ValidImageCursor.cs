using Microsoft.ML;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>Rows of an input without those whose image is known to be invalid.</summary>
internal sealed class ValidImageCursor : PassThroughCursor
{
    private readonly bool[] _active;
    private readonly InvalidImages _invalidImages;
    private readonly ValueGetter<ReadOnlyMemory<char>> _pathGetter;
    private ReadOnlyMemory<char> _path;
    private long _position = -1;

    public ValidImageCursor(
        DataViewSchema schema, DataViewRowCursor input, bool[] active, DataViewSchema.Column pathColumn, InvalidImages invalidImages)
        : base(schema, input)
    {
        _active = active;
        _invalidImages = invalidImages;
        _pathGetter = input.GetGetter<ReadOnlyMemory<char>>(pathColumn);
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
            _pathGetter(ref _path);
            if (!_invalidImages.Contains(_path.ToString()))
            {
                _position++;
                return true;
            }
        }

        return false;
    }
}
