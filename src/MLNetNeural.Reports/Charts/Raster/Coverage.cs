namespace MLNetNeural.Reports.Charts.Raster;

/// <summary>
/// How much of each pixel a shape covers: each edge adds the area to its right, and a running sum along the row gives the share. Exact for
/// straight edges that do not cross. R. Levien, "Inside the fastest font renderer in the world", 2016.
/// </summary>
internal sealed class Coverage
{
    private readonly int _left, _top, _width, _height;
    private readonly float[] _areas;

    /// <summary>Measures a shape within an image.</summary>
    public Coverage(Shape shape, int width, int height)
    {
        double left = width, top = height, right = 0, bottom = 0;
        foreach ((double x, double y) in shape.Outlines.SelectMany(outline => outline))
        {
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        _left = (int)Math.Floor(Math.Clamp(left, 0, width));
        _top = (int)Math.Floor(Math.Clamp(top, 0, height));
        _width = Math.Max(0, (int)Math.Ceiling(Math.Clamp(right, 0, width)) - _left);
        _height = Math.Max(0, (int)Math.Ceiling(Math.Clamp(bottom, 0, height)) - _top);
        _areas = new float[(_width + 2) * _height];
        foreach (IReadOnlyList<(double X, double Y)> outline in shape.Outlines)
        {
            for (int i = 0; i < outline.Count; i++) AddEdge(outline[i], outline[(i + 1) % outline.Count]);
        }
    }

    /// <summary>Calls back for every pixel that is covered, with the share.</summary>
    public void ForEach(Action<int, int, float> use)
    {
        for (int y = 0; y < _height; y++)
        {
            float sum = 0;
            for (int x = 0; x < _width; x++)
            {
                sum += _areas[(y * (_width + 2)) + x];
                float share = Math.Min(1, Math.Abs(sum));
                if (share > 0.002f) use(_left + x, _top + y, share);
            }
        }
    }

    private void AddEdge((double X, double Y) from, (double X, double Y) to)
    {
        if (from.Y == to.Y) return;
        double direction = from.Y < to.Y ? 1 : -1;
        ((double X, double Y) upper, (double X, double Y) lower) = from.Y < to.Y ? (from, to) : (to, from);
        double slope = (lower.X - upper.X) / (lower.Y - upper.Y), startY = Math.Max(upper.Y - _top, 0), endY = Math.Min(lower.Y - _top, _height);
        double x = upper.X - _left + (slope * (startY - (upper.Y - _top)));
        for (int row = (int)startY; row < _height && row < endY; row++)
        {
            double part = Math.Min(row + 1, endY) - Math.Max(row, startY), next = x + (slope * part);
            AddRow(row, Math.Clamp(Math.Min(x, next), 0, _width), Math.Clamp(Math.Max(x, next), 0, _width), direction * part);
            x = next;
        }
    }

    /// <summary>Adds the area right of an edge that goes from one x to another within a row.</summary>
    private void AddRow(int row, double low, double high, double area)
    {
        int start = row * (_width + 2), first = (int)low, end = (int)Math.Ceiling(high);
        if (end <= first + 1)
        {
            double middle = ((low + high) / 2) - first;
            _areas[start + first] += (float)(area * (1 - middle));
            _areas[start + first + 1] += (float)(area * middle);
            return;
        }

        // What of the edge lies in each pixel, of which the part to its right is covered there, and the rest from the next pixel on.
        double perPixel = area / (high - low);
        for (int pixel = first; pixel < end; pixel++)
        {
            double enter = Math.Max(low, pixel), leave = Math.Min(high, pixel + 1), here = perPixel * (leave - enter), middle = ((enter + leave) / 2) - pixel;
            _areas[start + pixel] += (float)(here * (1 - middle));
            _areas[start + pixel + 1] += (float)(here * middle);
        }
    }
}
