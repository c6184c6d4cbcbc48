using System.Text.RegularExpressions;

namespace MLNet.Embedded.Tests.ApiSubset;

/// <summary>One <c>T</c> line of the listing, taken apart.</summary>
/// <param name="FullName">With namespace and variance: <c>Microsoft.ML.IEstimator&lt;out TTransformer&gt;</c>.</param>
/// <param name="Kind">With flags: <c>sealed class</c>.</param>
/// <param name="Bases">Base class (or underlying type of an enum) and interfaces, as written.</param>
/// <param name="Constraints"><c> where T : class</c>, or empty.</param>
/// <param name="DelegateSignature">Parameters and result of a delegate, else empty.</param>
/// <param name="Attributes">What follows the first <c>@</c>, or empty.</param>
internal sealed partial record ListedType(
    string FullName, string Kind, string[] Bases, string Constraints, string DelegateSignature, string Attributes)
{
    /// <summary>The name by which signatures refer to the type: without namespace, without variance.</summary>
    public string ShortName { get; } = Namespace().Replace(FullName, "", 1).Replace("<in ", "<").Replace("<out ", "<")
        .Replace(", in ", ", ").Replace(", out ", ", ");

    /// <summary>The base class as written; null for interfaces, enums, structs and classes on Object.</summary>
    public string? BaseClass => Kind.EndsWith("class", StringComparison.Ordinal) ? Bases.FirstOrDefault(b => !IsInterfaceName(b)) : null;

    public string? UnderlyingType => Kind == "enum" ? Bases.FirstOrDefault() ?? "Int32" : null;

    public IEnumerable<string> Interfaces => Bases.Where(IsInterfaceName);

    public static ListedType Parse(string line)
    {
        string text = NoteSuffix().Replace(line[2..], "");
        string attributes = Cut(ref text, " @");
        Match head = Head().Match(text);
        if (!head.Success)
            throw new FormatException($"Not a type line of the listing: '{line}'.");
        string rest = head.Groups["rest"].Value;
        string name = head.Groups["name"].Value, kind = head.Groups["kind"].Value;
        if (kind == "delegate")
            return new(name, kind, [], "", rest.Trim(), attributes);
        string constraints = Cut(ref rest, " where ");
        string[] bases = rest.StartsWith(" : ", StringComparison.Ordinal) ? [.. SplitTopLevel(rest[3..])] : [];
        return new(name, kind, bases, constraints.Length == 0 ? "" : " where " + constraints, "", attributes);
    }

    /// <summary>Splits at the commas that are not inside angle brackets.</summary>
    public static IEnumerable<string> SplitTopLevel(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] != ',' || depth != 0)
                continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
        yield return text[start..].Trim();
    }

    // .NET's own naming rule tells interfaces from classes: I and another capital.
    private static bool IsInterfaceName(string name)
    {
        string last = name.Split('<')[0].Split('.')[^1];
        return last.Length > 1 && last[0] == 'I' && char.IsUpper(last[1]);
    }

    private static string Cut(ref string text, string mark)
    {
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
            return "";
        string tail = text[(at + mark.Length)..];
        text = text[..at];
        return tail;
    }

    [GeneratedRegex(@"^(?<name>.+?) \[(?<kind>[a-z ]+)\](?<rest>.*)$")]
    private static partial Regex Head();

    [GeneratedRegex(@" !\(.*\)$")]
    private static partial Regex NoteSuffix();

    // Every lower-level part before the type is a namespace of this family.
    [GeneratedRegex(@"^(Microsoft\.ML\.(Data|Runtime|Trainers|Transforms\.(Image|Text)|Transforms|Calibrators|Model|SearchSpace|TimeSeries)\.|Microsoft\.ML\.|Invented\.)")]
    private static partial Regex Namespace();
}
