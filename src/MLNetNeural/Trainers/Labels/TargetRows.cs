using System.Runtime.InteropServices;
using MLNetNeural.Networks.Features;

namespace MLNetNeural.Trainers.Labels;

/// <summary>The targets of rows as they are read: a class each, or values.</summary>
/// <param name="areClasses">Which of the two.</param>
/// <param name="outputs">Number of classes, or of values of a row.</param>
internal sealed class TargetRows(bool areClasses, int outputs)
{
    private readonly List<int> _classes = [];
    private readonly List<float> _values = [];

    /// <summary>Rows so far.</summary>
    public int Count => areClasses ? _classes.Count : _values.Count / outputs;

    public void Add(int classIndex) => _classes.Add(classIndex);

    public void Add(ReadOnlySpan<float> values) => _values.AddRange(values);

    /// <summary>All rows.</summary>
    public Targets ToTargets() => areClasses
        ? Targets.OfClasses(CollectionsMarshal.AsSpan(_classes), outputs)
        : Targets.OfValues(CollectionsMarshal.AsSpan(_values), outputs);
}
