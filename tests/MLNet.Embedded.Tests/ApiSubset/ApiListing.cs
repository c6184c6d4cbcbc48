using System.Reflection;
using System.Text.RegularExpressions;

namespace MLNet.Embedded.Tests.ApiSubset;

/// <summary>The public API of the real Microsoft.ML 5.0.0, line by line.</summary>
internal sealed partial class ApiListing
{
    private readonly Dictionary<string, ListedType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedType> _typesByShortName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _members = new(StringComparer.Ordinal);

    public ApiListing(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(l => l.Length > 2))
        {
            switch (line[0])
            {
                case 'T':
                    ListedType type = ListedType.Parse(line);
                    _types.Add(type.FullName, type);
                    _typesByShortName.TryAdd(WithoutArguments(type.ShortName), type);
                    break;
                case 'C' or 'F' or 'P' or 'E' or 'M':
                    _members[MemberAttributes().Replace(line, "")] = line.Contains(" @Obsolete", StringComparison.Ordinal);
                    break;
            }
        }
    }

    /// <summary>The listing files that lie in this assembly.</summary>
    public static ApiListing Read()
    {
        Assembly assembly = typeof(ApiListing).Assembly;
        return new(assembly.GetManifestResourceNames().Where(n => n.EndsWith(".txt", StringComparison.Ordinal)).Order().SelectMany(name =>
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd().Split('\n');
        }));
    }

    public ListedType? FindType(string fullName) => _types.GetValueOrDefault(fullName);

    /// <summary>The listed type that a signature refers to, whatever its type arguments.</summary>
    public ListedType? FindReferenced(string reference) => _typesByShortName.GetValueOrDefault(WithoutArguments(reference));

    public bool TryFindMember(string line, out bool isObsolete) => _members.TryGetValue(line, out isObsolete);

    /// <summary>The lines of fields, properties, events and methods that a type declares itself.</summary>
    public IEnumerable<string> MembersOf(string fullTypeName) => _members.Keys.Where(m => Owns(fullTypeName, m));

    /// <summary>The listed members of the same name, to show beside an offender.</summary>
    public IEnumerable<string> MembersNamed(string line)
    {
        string name = NameOf(line);
        return _members.Keys.Where(m => NameOf(m) == name);
    }

    // Arguments count, names do not: List<Column> and List<T> are one type, List and List<T> two.
    private static string WithoutArguments(string reference)
    {
        int at = reference.IndexOf('<');
        if (at < 0)
            return reference;
        int end = reference.LastIndexOf('>');
        return reference[..at] + "`" + ListedType.SplitTopLevel(reference[(at + 1)..end]).Count() + reference[(end + 1)..];
    }

    // "Owner.Member", and not a member of "Owner.Nested".
    private static bool Owns(string owner, string line)
    {
        if (!line.AsSpan(2).StartsWith(owner) || line.Length <= owner.Length + 2 || line[owner.Length + 2] != '.')
            return false;
        ReadOnlySpan<char> member = line.AsSpan(owner.Length + 3);
        int end = member.IndexOfAny("(<[ ");
        return !member[..(end < 0 ? member.Length : end)].Contains('.');
    }

    private static string NameOf(string line)
    {
        int end = line.IndexOfAny(['(', '{'], 2);
        string head = end < 0 ? line[2..] : line[2..end];
        return head.Split(" : ")[0].Split(" = ")[0].Split('[')[0].Trim();
    }

    [GeneratedRegex(@" @[A-Z].*$")]
    private static partial Regex MemberAttributes();
}
