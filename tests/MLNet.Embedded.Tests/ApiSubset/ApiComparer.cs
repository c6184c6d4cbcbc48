using System.Reflection;
using System.Text.RegularExpressions;

namespace MLNet.Embedded.Tests.ApiSubset;

/// <summary>Says in sentences where a set of types is not a subset of the listed API.</summary>
/// <remarks>
/// The rule. Code that compiles against the subset must compile, and mean the same, against the real assembly:
/// <list type="bullet">
/// <item>a type: full name, kind and flags, generic parameters with variance and constraints, underlying type, delegate signature,
/// AttributeUsage, Flags and Obsolete are equal;</item>
/// <item>base class: the listed one; where the subset does not have that type, its nearest listed ancestor that the subset has
/// (else Object);</item>
/// <item>interfaces: none that the real type (or a base class left out by the rule above) does not have; each listed one is there
/// unless the interface itself is a Microsoft.ML type which the subset does not have;</item>
/// <item>a public or protected member: its whole line is equal (names of parameters, default values, modifiers, static, abstract,
/// virtual, override, sealed, const, readonly, value of constants), and so is being obsolete;</item>
/// <item>members may be left out, except those of an enum (values would be unnamed), of an interface (implementers would break) and
/// abstract members of a class that can be derived from.</item>
/// </list>
/// Explicit implementations of interface members are not visible and follow from the interfaces.
/// </remarks>
internal sealed partial class ApiComparer(ApiListing listing, IReadOnlyCollection<Type> types)
{
    private readonly HashSet<string> _present = [.. types.Select(ApiRenderer.FullName)];

    public int MemberCount { get; private set; }

    public List<string> FindOffenders()
    {
        List<string> offenders = [];
        MemberCount = 0;
        foreach (Type type in types.OrderBy(ApiRenderer.FullName, StringComparer.Ordinal))
            offenders.AddRange(Compare(type));
        return offenders;
    }

    private IEnumerable<string> Compare(Type type)
    {
        string name = ApiRenderer.FullName(type);
        if (listing.FindType(name) is not { } listed)
            return [$"{name}: no such public type in the listing."];
        return [.. CompareHeader(type, listed), .. CompareMembers(type, name)];
    }

    private IEnumerable<string> CompareHeader(Type type, ListedType listed)
    {
        string name = listed.FullName;
        if (ApiRenderer.Kind(type) != listed.Kind)
            yield return $"{name}: is '{ApiRenderer.Kind(type)}', the listing says '{listed.Kind}'.";
        string signature = listed.Kind == "delegate" && typeof(Delegate).IsAssignableFrom(type) ? ApiRenderer.DelegateSignature(type) : "";
        if (signature != listed.DelegateSignature)
            yield return $"{name}: delegate '{signature}', the listing says '{listed.DelegateSignature}'.";
        if (signature.Length == 0 && ApiRenderer.Constraints(type) != listed.Constraints)
            yield return $"{name}: constraints '{ApiRenderer.Constraints(type)}', the listing says '{listed.Constraints}'.";
        if (type.IsEnum && ApiRenderer.Reference(type.GetEnumUnderlyingType()) != listed.UnderlyingType)
            yield return $"{name}: underlying type '{type.GetEnumUnderlyingType().Name}', the listing says '{listed.UnderlyingType}'.";
        foreach (string difference in CompareAttributes(type, listed))
            yield return $"{name}: {difference}";
        if (type.IsEnum || listed.Kind == "delegate")
            yield break;

        (string expectedBase, List<string> allowedInterfaces) = ResolveBase(listed);
        string actualBase = type.IsClass ? ApiRenderer.Reference(type.BaseType!) : "";
        if (type.IsClass && actualBase != expectedBase)
            yield return $"{name}: base class '{actualBase}', expected '{expectedBase}'.";
        foreach (string difference in CompareInterfaces(type, listed, allowedInterfaces))
            yield return $"{name}: {difference}";
    }

    private static IEnumerable<string> CompareAttributes(Type type, ListedType listed)
    {
        bool flags = type.IsDefined(typeof(FlagsAttribute), inherit: false);
        if (flags != listed.Attributes.Contains("Flags", StringComparison.Ordinal))
            yield return $"[Flags] is {(flags ? "there" : "missing")}, unlike in the listing.";
        // The compiler marks every ref struct obsolete, for compilers that do not know them.
        bool obsolete = !type.IsByRefLike && type.IsDefined(typeof(ObsoleteAttribute), inherit: false);
        if (obsolete != listed.Attributes.Contains("Obsolete(", StringComparison.Ordinal))
            yield return $"[Obsolete] is {(obsolete ? "there" : "missing")}, unlike in the listing.";
        string usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } u && typeof(Attribute).IsAssignableFrom(type)
            ? $"{u.ValidOn}, AllowMultiple = {u.AllowMultiple}, Inherited = {u.Inherited}" : "";
        string listedUsage = "";
        if (AttributeUsage().Match(listed.Attributes) is { Success: true } match)
        {
            string text = match.Groups["text"].Value;
            IEnumerable<string> targets = Target().Matches(text).Select(m => m.Groups["name"].Value);
            AttributeTargets validOn = targets.Select(Enum.Parse<AttributeTargets>).Aggregate((a, b) => a | b);
            listedUsage = $"{validOn}, AllowMultiple = {text.Contains("AllowMultiple = true", StringComparison.Ordinal)}, "
                + $"Inherited = {!text.Contains("Inherited = false", StringComparison.Ordinal)}";
        }
        if (usage != listedUsage)
            yield return $"AttributeUsage '{usage}', the listing says '{listedUsage}'.";
    }

    // The nearest listed base class that the subset has, and the interfaces that come from those it has not.
    private (string Base, List<string> Interfaces) ResolveBase(ListedType listed)
    {
        List<string> interfaces = [.. listed.Interfaces];
        string? wanted = listed.BaseClass;
        while (wanted is not null && listing.FindReferenced(wanted) is { } baseType && !_present.Contains(baseType.FullName))
        {
            string[] names = Arguments(baseType.ShortName), values = Arguments(wanted);
            interfaces.AddRange(baseType.Interfaces.Select(i => Substitute(i, names, values)));
            wanted = baseType.BaseClass is { } next ? Substitute(next, names, values) : null;
        }
        return (wanted ?? "Object", interfaces);
    }

    private IEnumerable<string> CompareInterfaces(Type type, ListedType listed, List<string> allowed)
    {
        Type[] all = [.. type.GetInterfaces().Where(i => i.IsVisible)];
        Type[] explained = [.. all.Where(i => allowed.Contains(ApiRenderer.Reference(i)))];
        foreach (Type extra in all.Except(explained))
        {
            bool inherited = type.BaseType?.GetInterfaces().Contains(extra) == true;
            if (!inherited && !explained.Any(e => e.GetInterfaces().Contains(extra)))
                yield return $"implements '{ApiRenderer.Reference(extra)}', which the listing does not have.";
        }
        HashSet<string> there = [.. all.Select(ApiRenderer.Reference)];
        foreach (string wanted in listed.Interfaces)
        {
            bool leftOut = listing.FindReferenced(wanted) is { } known && !_present.Contains(known.FullName);
            if (!leftOut && !there.Contains(wanted))
                yield return $"does not implement '{wanted}'.";
        }
    }

    private IEnumerable<string> CompareMembers(Type type, string name)
    {
        HashSet<string> lines = [];
        foreach ((MemberInfo member, string line) in ApiRenderer.Members(type))
        {
            MemberCount++;
            lines.Add(line);
            if (!listing.TryFindMember(line, out bool isObsolete))
            {
                string near = string.Join(" | ", listing.MembersNamed(line));
                yield return $"{line}: not in the listing{(near.Length == 0 ? "" : $"; of that name it has: {near}")}.";
            }
            else if (isObsolete != member.IsDefined(typeof(ObsoleteAttribute), inherit: false))
            {
                yield return $"{line}: [Obsolete] differs from the listing.";
            }
        }
        bool derivable = type.IsClass && !type.IsSealed && lines.Any(l => l[0] == 'C');
        foreach (string wanted in listing.MembersOf(name))
        {
            bool mandatory = type.IsEnum || type.IsInterface || (derivable && AbstractFlag().IsMatch(wanted));
            if (mandatory && !lines.Contains(wanted))
                yield return $"{name}: lacks '{wanted}', which this kind of type may not leave out.";
        }
    }

    private static string[] Arguments(string reference)
    {
        int at = reference.IndexOf('<');
        return at < 0 ? [] : [.. ListedType.SplitTopLevel(reference[(at + 1)..reference.LastIndexOf('>')])];
    }

    private static string Substitute(string text, string[] names, string[] values)
        => Word().Replace(text, m => Array.IndexOf(names, m.Value) is >= 0 and int i && i < values.Length ? values[i] : m.Value);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"AttributeUsage\((?<text>[^)]*)\)")]
    private static partial Regex AttributeUsage();

    [GeneratedRegex(@"AttributeTargets\.(?<name>\w+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\[([a-z ]* )?abstract\]$")]
    private static partial Regex AbstractFlag();
}
