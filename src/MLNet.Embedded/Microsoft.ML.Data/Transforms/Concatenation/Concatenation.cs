using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Puts the values of columns of the present row one after another.</summary>
internal sealed class Concatenation<T>
{
    private readonly DataViewSchema.Column[] _inputs;
    private readonly ValueGetter<T>?[] _readValue;
    private readonly ValueGetter<VBuffer<T>>?[] _readVector;
    private readonly VBuffer<T>[] _vectors;

    public Concatenation(DataViewRow row, DataViewSchema.Column[] inputs)
    {
        _inputs = inputs;
        _readValue = Array.ConvertAll(inputs, input => input.Type is VectorDataViewType ? null : row.GetGetter<T>(input));
        _readVector = Array.ConvertAll(inputs, input => input.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(input) : null);
        _vectors = new VBuffer<T>[inputs.Length];
    }

    public void Get(ref VBuffer<T> result)
    {
        int length = 0, explicitCount = 0;
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_readVector[i] is { } readVector)
            {
                readVector(ref _vectors[i]);
                CheckSize(i);
                length = checked(length + _vectors[i].Length);
                explicitCount += _vectors[i].GetValues().Length;
            }
            else
            {
                length++;
                explicitCount++;
            }
        }
        if (explicitCount <= length / 2)
            GetSparse(ref result, length, explicitCount);
        else
            GetDense(ref result, length);
    }

    private void GetDense(ref VBuffer<T> result, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, length);
        int offset = 0;
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_readValue[i] is { } readValue)
            {
                readValue(ref editor.Values[offset++]);
                continue;
            }
            _vectors[i].CopyTo(editor.Values, offset);
            offset += _vectors[i].Length;
        }
        result = editor.Commit();
    }

    private void GetSparse(ref VBuffer<T> result, int length, int explicitCount)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, length, explicitCount);
        int offset = 0, count = 0;
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_readValue[i] is { } readValue)
            {
                readValue(ref editor.Values[count]);
                editor.Indices[count++] = offset++;
                continue;
            }
            ReadOnlySpan<T> values = _vectors[i].GetValues();
            ReadOnlySpan<int> places = _vectors[i].GetIndices();
            values.CopyTo(editor.Values[count..]);
            for (int j = 0; j < values.Length; j++)
                editor.Indices[count++] = offset + (_vectors[i].IsDense ? j : places[j]);
            offset += _vectors[i].Length;
        }
        result = editor.Commit();
    }

    private void CheckSize(int i)
    {
        int size = ((VectorDataViewType)_inputs[i].Type).Size;
        if (size != 0 && size != _vectors[i].Length)
        {
            throw Marked.InvalidOperation(
                $"Column '{_inputs[i].Name}': expected {size} slots, as its type says, but got {_vectors[i].Length} in a row.");
        }
    }
}
