using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNet.Embedded.Tests.ApiSubset;

/// <summary>Writes public and protected types and members in the notation of the listing files (ApiListing/*.txt).</summary>
internal static class ApiRenderer
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>The name with namespace and with variance, as a line of the listing begins: <c>Microsoft.ML.IEstimator&lt;out T&gt;</c>.</summary>
    public static string FullName(Type type) => (type.Namespace is null ? "" : type.Namespace + ".") + Nested(type, declaration: true);

    /// <summary>The name by which signatures refer to a type: <c>DataViewSchema.Column?</c>, <c>Int32[]</c>, <c>IEnumerable&lt;T&gt;</c>.</summary>
    public static string Reference(Type type)
    {
        if (type.IsByRef || type.IsPointer)
            return Reference(type.GetElementType()!);
        if (type.IsArray)
            return Reference(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (type.IsGenericParameter)
            return type.Name;
        if (type == typeof(void))
            return "void";
        return Nullable.GetUnderlyingType(type) is { } underlying ? Reference(underlying) + "?" : Nested(type, declaration: false);
    }

    /// <summary>class, struct, enum, interface or delegate with its flags: <c>sealed class</c>.</summary>
    public static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (typeof(MulticastDelegate).IsAssignableFrom(type))
            return "delegate";
        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "")
                + (type.IsByRefLike ? "ref " : "") + "struct";
        }
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    /// <summary><c> where T : class, new()</c>, in the order of the parameters that are new on this type.</summary>
    public static string Constraints(Type type) => Constraints(OwnArguments(type));

    /// <summary>The parameters and the result of a delegate: <c>(ref T value) : void</c>.</summary>
    public static string DelegateSignature(Type type)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        return $"({Parameters(invoke)}) : {Reference(invoke.ReturnType)}";
    }

    /// <summary>The lines of all members that a user of the assembly or of a derived class can see.</summary>
    public static IEnumerable<(MemberInfo Member, string Line)> Members(Type type)
    {
        if (typeof(MulticastDelegate).IsAssignableFrom(type))
            yield break;
        string owner = FullName(type);
        if (type.IsEnum)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return (field, $"F {owner}.{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
            yield break;
        }
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared))
        {
            if (!constructor.IsStatic && IsVisible(constructor))
                yield return (constructor, $"C {owner}({Parameters(constructor)})" + Flags(Access(constructor)));
        }
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            if (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
                yield return (field, $"F {owner}.{field.Name} : {Reference(field.FieldType)}" + FieldValueAndFlags(field));
        }
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
            if (accessors.Length == 0)
                continue;
            MethodInfo widest = accessors.FirstOrDefault(a => a.IsPublic) ?? accessors[0];
            string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{Parameters(index)}]" : property.Name;
            yield return (property, $"P {owner}.{name} : {Reference(property.PropertyType)} {{ {Accessors(property, widest)} }}"
                + MethodFlags(widest, type));
        }
        foreach (EventInfo @event in type.GetEvents(Declared))
        {
            if (@event.AddMethod is { } add && IsVisible(add))
                yield return (@event, $"E {owner}.{@event.Name} : {Reference(@event.EventHandlerType!)}" + MethodFlags(add, type));
        }
        foreach (MethodInfo method in type.GetMethods(Declared))
        {
            if (!IsVisible(method) || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal)))
                continue;
            string generic = method.IsGenericMethodDefinition ? "<" + string.Join(", ", method.GetGenericArguments().Select(a => a.Name)) + ">" : "";
            yield return (method, $"M {owner}.{method.Name}{generic}({Parameters(method)}) : {Reference(method.ReturnType)}"
                + Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : []) + MethodFlags(method, type));
        }
    }

    private static string Nested(Type type, bool declaration)
    {
        string prefix = "";
        if (type.DeclaringType is { } outer && !type.IsGenericParameter)
        {
            Type closed = outer.IsGenericTypeDefinition && !declaration && type.IsConstructedGenericType
                ? outer.MakeGenericType(type.GetGenericArguments()[..outer.GetGenericArguments().Length])
                : outer;
            prefix = Nested(closed, declaration) + ".";
        }
        string name = type.Name.Split('`')[0];
        Type[] own = OwnArguments(type);
        return prefix + name + (own.Length == 0 ? "" : "<" + string.Join(", ", own.Select(a => declaration ? Declare(a) : Reference(a))) + ">");
    }

    private static string Declare(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    } + parameter.Name;

    // A nested type repeats the arguments of its outer type; only the rest are its own.
    private static Type[] OwnArguments(Type type)
        => type.IsGenericType ? type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..] : [];

    private static string Constraints(Type[] parameters)
    {
        string text = "";
        foreach (Type parameter in parameters)
        {
            GenericParameterAttributes flags = parameter.GenericParameterAttributes;
            bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            List<string> parts = [];
            if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                parts.Add("class");
            if (isStruct)
                parts.Add("struct");
            parts.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Reference));
            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
                parts.Add("new()");
            if (parts.Count > 0)
                text += $" where {parameter.Name} : {string.Join(", ", parts)}";
        }
        return text;
    }

    private static string Parameters(MethodBase method)
    {
        string text = Parameters(method.GetParameters());
        return method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " + text : text;
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string modifier = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true } when parameter.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) => "params ",
            _ => "",
        };
        return modifier + Reference(parameter.ParameterType) + " " + parameter.Name
            + (parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "");
    }

    private static string Literal(object? value, Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
            return type.IsGenericParameter || (type.IsValueType && bare == type) ? "default" : "null";
        if (bare.IsEnum)
            return Reference(bare) + "." + Enum.GetName(bare, Enum.ToObject(bare, value));
        return value switch
        {
            bool flag => flag ? "true" : "false",
            string text => "\"" + Escape(text) + "\"",
            char character => "'" + Escape(character.ToString()) + "'",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Escape(string text)
        => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Accessors(PropertyInfo property, MethodInfo widest)
    {
        List<string> parts = [];
        foreach ((MethodInfo? accessor, string word) in new[] { (property.GetMethod, "get;"), (property.SetMethod, "set;") })
        {
            if (accessor is not null && IsVisible(accessor))
                parts.Add((widest.IsPublic && !accessor.IsPublic ? "protected " : "") + word);
        }
        return string.Join(" ", parts);
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected";

    private static string FieldValueAndFlags(FieldInfo field)
    {
        string access = field.IsPublic ? "" : "protected";
        if (field.IsLiteral)
            return " = " + Literal(field.GetRawConstantValue(), field.FieldType) + Flags(access, "const");
        return Flags(access, field.IsStatic ? "static" : "", field.IsInitOnly ? "readonly" : "");
    }

    private static string MethodFlags(MethodInfo method, Type owner)
    {
        if (owner.IsInterface && !method.IsStatic)
            return "";
        bool overrides = method.GetBaseDefinition() != method;
        return Flags(
            Access(method),
            method.IsStatic ? "static" : "",
            method.IsAbstract ? "abstract" : "",
            method.IsVirtual && !method.IsAbstract && !method.IsFinal && !overrides ? "virtual" : "",
            overrides && method.IsFinal ? "sealed" : "",
            overrides && !method.IsAbstract ? "override" : "");
    }

    private static string Flags(params string[] flags)
    {
        string text = string.Join(" ", flags.Where(f => f.Length > 0));
        return text.Length == 0 ? "" : $" [{text}]";
    }
}
