using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetNeural.Images.Inputs;

/// <summary>The names of rows that have no path of an image.</summary>
internal sealed class RowNames(DataViewRow input, string column, int slots, RowNaming naming)
{
    private readonly ValueGetter<DataViewRowId> _idGetter = input.GetIdGetter();
    private readonly DataViewRowId[] _ids = new DataViewRowId[slots];
    private readonly long[] _positions = new long[slots];

    /// <summary>The name of the image in a slot.</summary>
    public ImageName this[int slot] => naming switch
    {
        RowNaming.Number => ImageName.OfRow(column, _positions[slot]),
        RowNaming.Id => ImageName.OfRow(column, _ids[slot]),
        _ => ImageName.OfColumn(column),
    };

    /// <summary>Reads the input's present row.</summary>
    public void Read(int slot)
    {
        _idGetter(ref _ids[slot]);
        _positions[slot] = input.Position;
    }

    /// <summary>The id of the row in a slot.</summary>
    public string KeyOf(int slot) => _ids[slot].ToString();
}
