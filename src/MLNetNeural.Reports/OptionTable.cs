using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>The options of a training as names and values, for people and tools.</summary>
internal static class OptionTable
{
    /// <summary>Every option that is set and has an effect on the model, by name; numbers and truth values stay as they are, all else becomes text.</summary>
    public static IEnumerable<(string Name, object Value)> Of(MlpOptions options)
    {
        yield return ("LearningRate", (double)options.Optimizer.LearningRate);
        foreach (PropertyInfo property in options.GetType().GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            object? value = property.GetValue(options);
            if (value is null or Delegate or IDataView or CancellationToken) continue;
            if (value is IEnumerable list and not string)
            {
                string items = string.Join(", ", list.Cast<object>().Select(Text));
                if (items.Length > 0) yield return (property.Name, items);
                continue;
            }

            yield return (property.Name, value switch
            {
                bool => value,
                int or long or float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                _ => Text(value),
            });
        }
    }

    /// <summary>"Sgd (LearningRate 0.01, Momentum 0.9)": the properties of a record that are set; other values by their own ToString.</summary>
    private static string Text(object value)
    {
        Type type = value.GetType();
        bool hasOwnText = type.GetMethod(nameof(ToString), Type.EmptyTypes)?.IsDefined(typeof(CompilerGeneratedAttribute)) != true;
        if (hasOwnText) return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        string[] set = [.. type.GetProperties().Where(property => property.CanWrite)
            .Select(property => (property.Name, Value: property.GetValue(value)))
            .Where(property => property.Value is not (null or 0 or 0f or 0d or false or Delegate))
            .Select(property => (property.Name, Text: property.Value is IEnumerable list and not string ? string.Join(" ", list.Cast<object>().Select(Text)) : Text(property.Value!)))
            .Where(property => property.Text.Length > 0)
            .Select(property => $"{property.Name} {property.Text}")];
        return set.Length == 0 ? type.Name : $"{type.Name} ({string.Join(", ", set)})";
    }
}
