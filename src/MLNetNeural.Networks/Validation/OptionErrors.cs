using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MLNetNeural.Networks.Validation;

/// <summary>Collects every fault of one options record, so that a user sees them all at once.</summary>
/// <param name="optionsName">Name of the options type, the first word of each message.</param>
internal sealed class OptionErrors(string optionsName)
{
    private readonly List<string> _errors = [];

    /// <summary>Notes a fault unless <paramref name="ok"/>: "SgdOptions.Momentum must be in [0, 1), got 1.5."</summary>
    public OptionErrors Require(bool ok, object? value, string allowed,
        [CallerArgumentExpression(nameof(value))] string name = "")
    {
        // Invariant culture: a message must not read "1,5" on one machine and "1.5" on another.
        if (!ok)
        {
            _errors.Add(string.Create(CultureInfo.InvariantCulture,
                $"{optionsName}.{name} must be {allowed}, got {value ?? "null"}."));
        }

        return this;
    }

    /// <summary>Notes a fault unless all <paramref name="values"/> are allowed: "CrossEntropy.ClassWeights must be all greater than 0, got [1, -1]."</summary>
    public OptionErrors RequireAll<T>(ImmutableArray<T> values, Func<T, bool> isAllowed, string allowed,
        [CallerArgumentExpression(nameof(values))] string name = "")
        where T : IFormattable
    {
        if (values.IsDefaultOrEmpty || values.All(isAllowed)) return this;
        string list = string.Join(", ", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));
        return Require(false, $"[{list}]", allowed, name);
    }

    /// <summary>Notes a fault that is not about one value alone, as a whole sentence.</summary>
    public OptionErrors RequireThat(bool ok, string sentence)
    {
        if (!ok) _errors.Add(sentence);
        return this;
    }

    /// <summary>Adds the faults that another collector has found.</summary>
    public OptionErrors Include(OptionErrors other)
    {
        _errors.AddRange(other._errors);
        return this;
    }

    /// <summary>Throws one exception with all faults, if there are any.</summary>
    /// <exception cref="ArgumentException">At least one fault was noted.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new ArgumentException(string.Join(' ', _errors));
    }
}
