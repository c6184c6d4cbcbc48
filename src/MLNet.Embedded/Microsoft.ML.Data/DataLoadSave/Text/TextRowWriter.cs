namespace Microsoft.ML.Data;

/// <summary>Collects the fields of one line, and writes it with its end in sparse form where that is shorter.</summary>
internal sealed class TextRowWriter(TextWriter writer, char separator, bool isDense)
{
    /// <summary>The empty text, which has to be seen.</summary>
    public const string EmptyText = "\"\"";

    // What a field in sparse form costs, its index included, when one in dense form costs 1.
    private const double SparseCost = 2.5;
    private const int ShortestSparse = 5;

    private readonly List<(int First, int ItemsBefore, string Default)> _columns = [];
    private readonly List<(int Field, string Text)> _items = [];

    /// <summary>The number of fields of the line so far.</summary>
    public int Width { get; private set; }

    /// <summary>Adds the fields of a column.</summary>
    /// <param name="width">Their number.</param>
    /// <param name="defaultText">What fields hold that are not added.</param>
    public void StartColumn(int width, string defaultText)
    {
        _columns.Add((Width, _items.Count, defaultText));
        Width = checked(Width + width);
    }

    /// <summary>Adds a field of the present column; later ones lie behind it.</summary>
    public void Add(int slot, string text)
    {
        (int first, _, string defaultText) = _columns[^1];
        if (text != defaultText)
            _items.Add((first + slot, text));
    }

    /// <summary>Writes the line, and starts the next.</summary>
    public void End()
    {
        int dense = isDense ? _columns.Count : DenseColumns();
        int limit = dense == _columns.Count ? Width : _columns[dense].First;
        WriteDense(limit);
        if (dense < _columns.Count)
            WriteSparse(dense, limit);
        writer.WriteLine();
        _columns.Clear();
        _items.Clear();
        Width = 0;
    }

    // How many columns stand before the sparse ones: the cheapest way, unless what is sparse is short.
    private int DenseColumns()
    {
        int best = 0;
        double lowest = SparseCost * _items.Count;
        for (int column = 1; column <= _columns.Count; column++)
        {
            bool isLast = column == _columns.Count;
            int dense = isLast ? Width : _columns[column].First;
            int sparseItems = isLast ? 0 : _items.Count - _columns[column].ItemsBefore;
            if (dense + (SparseCost * sparseItems) is var cost && cost < lowest)
                (best, lowest) = (column, cost);
        }
        int denseWidth = best == _columns.Count ? Width : _columns[best].First;
        int sparseWidth = Width - denseWidth;
        return sparseWidth < ShortestSparse || sparseWidth < denseWidth / 5 ? _columns.Count : best;
    }

    private void WriteDense(int limit)
    {
        int column = 0;
        int item = 0;
        for (int field = 0; field < limit; field++)
        {
            if (field > 0)
                writer.Write(separator);
            while (column + 1 < _columns.Count && field >= _columns[column + 1].First)
                column++;
            if (item < _items.Count && _items[item].Field == field)
                writer.Write(_items[item++].Text);
            else
                writer.Write(_columns[column].Default);
        }
    }

    private void WriteSparse(int column, int limit)
    {
        if (column > 0)
            writer.Write(separator);
        writer.Write(Width - limit);
        int first = _columns[column].ItemsBefore;
        for (int item = first; item < _items.Count; item++)
            writer.Write($"{separator}{_items[item].Field - limit}:{_items[item].Text}");
        if (first == _items.Count)
            writer.Write($"{separator}0:{_columns[column].Default}");
    }
}
