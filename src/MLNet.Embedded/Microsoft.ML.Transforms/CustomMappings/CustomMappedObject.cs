using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>The objects that a custom mapping reads and writes for the rows of one cursor.</summary>
internal sealed class CustomMappedObject<TSrc, TDst>
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly DataViewRow _row;
    private readonly Action<TSrc>[] _setters;
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly TSrc _source = new();
    private readonly CurrentObject<TDst> _result = new() { Value = new() };
    private long _position = -1;

    public CustomMappedObject(DataViewRow row, BoundColumn[] inputs, DataViewSchema.Column[] sources, Action<TSrc, TDst> mapAction)
    {
        _row = row;
        _setters = [.. inputs.Select((column, i) => ObjectSetters<TSrc>.Create(column, sources[i], row))];
        _mapAction = mapAction;
    }

    /// <summary>The getter of the column that a member of the result stands for.</summary>
    public Delegate MakeGetter(BoundColumn column)
        => RawTypes.InvokeAny<Maker, (CustomMappedObject<TSrc, TDst>, Delegate), Delegate>(
            column.Type.RawType, default, (this, ObjectGetters<TDst>.Create(column, _result)));

    private void Refresh()
    {
        if (_position == _row.Position)
            return;
        foreach (Action<TSrc> set in _setters)
            set(_source);
        _mapAction(_source, _result.Value!);
        _position = _row.Position;
    }

    private readonly struct Maker : IRawTypeVisitor<(CustomMappedObject<TSrc, TDst> Owner, Delegate Getter), Delegate>
    {
        public Delegate Visit<T>((CustomMappedObject<TSrc, TDst> Owner, Delegate Getter) arg)
        {
            var read = (ValueGetter<T>)arg.Getter;
            CustomMappedObject<TSrc, TDst> owner = arg.Owner;
            return (ValueGetter<T>)((ref T value) =>
            {
                owner.Refresh();
                read(ref value);
            });
        }
    }
}
