using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Internal;

/// <summary>A loader: a static method <c>Create</c> or a constructor that takes the environment, if it wants it, and the signature's arguments.</summary>
internal sealed class LoadableClass
{
    private readonly MethodBase _method;
    private readonly bool _takesEnvironment;

    private LoadableClass(MethodBase method, bool takesEnvironment)
    {
        _method = method;
        _takesEnvironment = takesEnvironment;
    }

    /// <summary>The loader that <paramref name="attribute"/> declares; null when there is no such method.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A delegate type always keeps its Invoke method.")]
    public static LoadableClass? FromOrNull(LoadableClassAttributeBase attribute)
    {
        Type[] parameters = attribute.SigTypes.Count == 0
            ? []
            : [.. attribute.SigTypes[0].GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return Find(attribute, [typeof(IHostEnvironment), .. parameters], takesEnvironment: true)
            ?? Find(attribute, parameters, takesEnvironment: false);
    }

    /// <summary>Calls the loader.</summary>
    /// <exception cref="InvalidOperationException">The loader found a fault in the model.</exception>
    /// <exception cref="TargetInvocationException">The loader failed otherwise.</exception>
    public object? Create(IHostEnvironment env, object[] arguments, string where)
    {
        if (_takesEnvironment)
        {
            arguments = [env, .. arguments];
        }
        try
        {
            return _method is ConstructorInfo constructor ? constructor.Invoke(arguments) : _method.Invoke(null, arguments);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } cause)
        {
            string message = $"Error during class instantiation: '{where}' of the model was not loaded. {cause.Message}";
            throw Marked.IsMarked(cause)
                ? Marked.InvalidOperation(message, cause)
                : new TargetInvocationException(message, cause);
        }
    }

    private static LoadableClass? Find(LoadableClassAttributeBase attribute, Type[] parameters, bool takesEnvironment)
    {
        const BindingFlags AnyAccess = BindingFlags.Public | BindingFlags.NonPublic;
        MethodInfo? create = attribute.LoaderType.GetMethod("Create", AnyAccess | BindingFlags.Static, null, parameters, null);
        if (create is not null && create.ReturnType == attribute.InstanceType)
        {
            return new(create, takesEnvironment);
        }
        return attribute.InstanceType.IsAssignableFrom(attribute.LoaderType)
            && attribute.LoaderType.GetConstructor(AnyAccess | BindingFlags.Instance, null, parameters, null) is { } constructor
            ? new(constructor, takesEnvironment)
            : null;
    }
}
