using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports;

/// <summary>The options of a training as names and values, for people and tools.</summary>
internal static class OptionTable
{
    /// <summary>Every option that is set and says how the model comes about, by name; numbers and truth values stay what they are, all else is text.</summary>
    public static IEnumerable<(string Name, object Value)> Of(MlpOptions options)
    {
        yield return ("LearningRate", (double)options.Optimizer.LearningRate);
        foreach (PropertyInfo property in options.GetType().GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            object? value = property.GetValue(options);
            if (value is null or Delegate or IDataView or CancellationToken) continue;
            yield return (property.Name, value switch
            {
                bool => value,
                int or long or float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            });
        }
    }
}
