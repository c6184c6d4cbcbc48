using System.Reflection;
using System.Text.Json;
using Microsoft.ML.Data;

namespace MLNet.Embedded.Tests.Support;

/// <summary>Reads columns of any type, and compares them with recorded ones.</summary>
internal static class Columns
{
    /// <summary>The values of a column in row order; texts as strings, vectors as <see cref="VBuffer{T}"/>.</summary>
    public static List<object> Read(IDataView view, string name)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[name]]);
        Func<object> read = Reader(cursor, view.Schema[name]);
        List<object> values = [];
        while (cursor.MoveNext())
            values.Add(read());
        return values;
    }

    public static T[] Read<T>(IDataView view, string name) => [.. Read(view, name).Cast<T>()];

    /// <summary>The values of the present row, one call each.</summary>
    public static Func<object> Reader(DataViewRow row, DataViewSchema.Column column)
        => (Func<object>)typeof(Columns).GetMethod(nameof(TypedReader), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;

    /// <summary>Type, values and annotations are those recorded.</summary>
    public static void AreEqual(JsonElement expected, IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        Assert.AreEqual(expected.GetProperty("type").GetString(), column.Type.ToString(), name);
        List<object> values = Read(view, name);
        JsonElement wanted = expected.GetProperty("values");
        Assert.HasCount(wanted.GetArrayLength(), values, name);
        for (int i = 0; i < values.Count; i++)
            AreEqual(wanted[i], values[i], $"{name}, row {i}");
        AnnotationsAreEqual(expected, column);
    }

    public static void AreEqual(JsonElement expected, object actual, string what)
    {
        switch (actual)
        {
            case string text: Assert.AreEqual(expected.GetString(), text, what); break;
            case DateTime time: Assert.AreEqual(expected.GetString(), time.ToString("o"), what); break;
            case bool flag: Assert.AreEqual(expected.GetBoolean(), flag, what); break;
            case float number: SinglesAreEqual(Golden.Single(expected), number, what); break;
            case double number: Golden.AreEqual(expected, number, what); break;
            case byte or ushort or uint or ulong: Assert.AreEqual(expected.GetUInt64(), Convert.ToUInt64(actual), what); break;
            case sbyte or short or int or long: Assert.AreEqual(expected.GetInt64(), Convert.ToInt64(actual), what); break;
            default: VectorsAreEqual(expected, actual, what); break;
        }
    }

    private static void SinglesAreEqual(float expected, float actual, string what)
    {
        // ML.NET's own last digits: relative 2e-6, absolute 1e-7.
        if (float.IsFinite(expected))
            Assert.AreEqual(expected, actual, Math.Max(Math.Abs(expected) * 2e-6f, 1e-7f), what);
        else
            Assert.AreEqual(expected, actual, what);
    }

    private static void VectorsAreEqual(JsonElement expected, object actual, string what)
    {
        (int length, bool isDense, int[] indices, object[] explicitValues, object[] denseValues) = Parts(actual);
        if (expected.ValueKind == JsonValueKind.Array)
        {
            ItemsAreEqual(expected, denseValues, what);
            return;
        }
        Assert.AreEqual(expected.GetProperty("length").GetInt32(), length, what);
        Assert.AreEqual(expected.GetProperty("dense").GetBoolean(), isDense, $"{what} is dense");
        ItemsAreEqual(expected.GetProperty("values"), explicitValues, what);
        if (!isDense)
            CollectionAssert.AreEqual(expected.GetProperty("indices").EnumerateArray().Select(e => e.GetInt32()).ToArray(), indices, what);
    }

    private static void ItemsAreEqual(JsonElement expected, object[] actual, string what)
    {
        Assert.HasCount(expected.GetArrayLength(), actual, what);
        for (int i = 0; i < actual.Length; i++)
            AreEqual(expected[i], actual[i], $"{what}[{i}]");
    }

    private static void AnnotationsAreEqual(JsonElement expected, DataViewSchema.Column column)
    {
        string[] kinds = expected.TryGetProperty("annotations", out JsonElement annotations)
            ? [.. annotations.EnumerateObject().Select(a => a.Name)]
            : [];
        CollectionAssert.AreEquivalent(kinds, column.Annotations.Schema.Select(c => c.Name).ToArray(), $"annotations of {column.Name}");
        foreach (string kind in kinds)
        {
            DataViewSchema.Column annotation = column.Annotations.Schema[kind];
            Assert.AreEqual(annotations.GetProperty(kind).GetProperty("type").GetString(), annotation.Type.ToString(), kind);
            AreEqual(annotations.GetProperty(kind).GetProperty("value"), AnnotationValue(column, kind), kind);
        }
    }

    public static object AnnotationValue(DataViewSchema.Column column, string kind)
        => typeof(Columns).GetMethod(nameof(TypedAnnotation), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(column.Annotations.Schema[kind].Type.RawType).Invoke(null, [column, kind])!;

    public static string[] Texts(VBuffer<ReadOnlyMemory<char>> vector) => [.. vector.DenseValues().Select(t => t.ToString())];

    private static object TypedAnnotation<T>(DataViewSchema.Column column, string kind)
    {
        T value = default!;
        column.Annotations.GetValue(kind, ref value);
        return Plain(value);
    }

    private static Func<object> TypedReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return Plain(value);
        };
    }

    private static object Plain<T>(T value) => value is ReadOnlyMemory<char> text ? text.ToString() : value!;

    private static (int Length, bool IsDense, int[] Indices, object[] Explicit, object[] Dense) Parts(object vector)
        => ((int, bool, int[], object[], object[]))typeof(Columns).GetMethod(nameof(TypedParts), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(vector.GetType().GenericTypeArguments[0]).Invoke(null, [vector])!;

    private static (int, bool, int[], object[], object[]) TypedParts<T>(VBuffer<T> vector)
        => (vector.Length, vector.IsDense, vector.GetIndices().ToArray(), [.. vector.GetValues().ToArray().Select(v => Plain(v))],
            [.. vector.DenseValues().Select(v => Plain(v))]);
}
