using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Compiled reading and writing of members, made once for each member.</summary>
internal static class MemberAccess<TRow>
    where TRow : class
{
    private static readonly ConcurrentDictionary<MemberInfo, Delegate> Readers = new();
    private static readonly ConcurrentDictionary<MemberInfo, Delegate> Writers = new();

    public static Func<TRow, TMember> Reader<TMember>(MemberInfo member)
        => (Func<TRow, TMember>)Readers.GetOrAdd(member, MakeReader<TMember>);

    /// <summary>What sets the member; a read-only field is set too, a property without a public setter is left as it is.</summary>
    public static Action<TRow, TMember> Writer<TMember>(MemberInfo member)
        => (Action<TRow, TMember>)Writers.GetOrAdd(member, MakeWriter<TMember>);

    private static Func<TRow, TMember> MakeReader<TMember>(MemberInfo member)
    {
        if (member is PropertyInfo property)
        {
            return property.GetGetMethod() is { } getter ? getter.CreateDelegate<Func<TRow, TMember>>() : _ => default!;
        }
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.Field(row, (FieldInfo)member), row).Compile();
    }

    private static Action<TRow, TMember> MakeWriter<TMember>(MemberInfo member)
    {
        if (member is PropertyInfo property)
        {
            return property.GetSetMethod() is { } setter ? setter.CreateDelegate<Action<TRow, TMember>>() : (_, _) => { };
        }
        FieldInfo field = (FieldInfo)member;
        if (field.IsInitOnly)
        {
            return (row, value) => field.SetValue(row, value);
        }
        ParameterExpression target = Expression.Parameter(typeof(TRow));
        ParameterExpression newValue = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.Field(target, field), newValue), target, newValue).Compile();
    }
}
