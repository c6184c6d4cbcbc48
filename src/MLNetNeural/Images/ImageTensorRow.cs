using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetNeural.Data;

namespace MLNetNeural.Images;

/// <summary>A row with the pixels of its picture, decoded once for each position when they are asked for.</summary>
internal sealed class ImageTensorRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly ImageTensorLoader _loader;
    private readonly Delegate? _pixels;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _pathGetter;
    private readonly byte[] _planes;
    private ReadOnlyMemory<char> _path;
    private long _loadedPosition = long.MinValue;

    public ImageTensorRow(ImageTensorOptions options, DataViewSchema schema, DataViewRow input, bool[] active, int pathColumn)
    {
        Schema = schema;
        _input = input;
        _active = active;
        _loader = new ImageTensorLoader(options);
        _planes = active[^1] ? new byte[_loader.Size] : [];
        if (active[^1])
        {
            _pathGetter = input.GetGetter<ReadOnlyMemory<char>>(input.Schema[pathColumn]);
            _pixels = new ImageTensorGetters(options).Create(Planes);
        }
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public override long Position => _input.Position;

    /// <inheritdoc/>
    public override long Batch => _input.Batch;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        ColumnGetter.CheckBelongs(Schema, column);
        return _active[column.Index];
    }

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnGetter.Check(Schema, column, _active);
        return column.Index < _input.Schema.Count
            ? _input.GetGetter<TValue>(_input.Schema[column.Index])
            : ColumnGetter.As<TValue>(_pixels!, column);
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    private byte[] Planes()
    {
        if (_loadedPosition != _input.Position)
        {
            _pathGetter!(ref _path);
            _loadedPosition = long.MinValue;
            _loader.Load(_path.ToString(), _planes);
            _loadedPosition = _input.Position;
        }

        return _planes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
