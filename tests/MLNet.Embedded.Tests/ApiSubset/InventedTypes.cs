// A small closed family that only ApiComparerTests looks at, by reflection.
#pragma warning disable CA1050, CA1716, CA1816, IDE0060
namespace Invented;

public interface IShape<out T>
{
    T Area { get; }

    void Scale(double factor = 1d);
}

public interface IDrawable
{
    void Draw();
}

[Flags]
public enum Colour : byte
{
    Red = 1,
    Green = 2,
}

public abstract class Figure : IShape<float>
{
    private protected Figure()
    {
    }

    float IShape<float>.Area => 0;

    void IShape<float>.Scale(double factor)
    {
    }
}

public sealed class Circle(float radius, string? name = null) : Figure, IDrawable, IDisposable
{
    public readonly float Radius = radius;

    public void Dispose()
    {
    }

    public void Draw()
    {
    }

    public TKey Find<TKey>(IReadOnlyList<TKey> keys, ref int? at, params string[] words)
        where TKey : class, new()
        => keys[at ?? 0];

    public override string ToString() => name ?? "";
}

[AttributeUsage(AttributeTargets.Field, AllowMultiple = false)]
public sealed class MarkAttribute : Attribute;

public delegate void Getter<TValue>(ref TValue value);

public static class Extensions
{
    public static Circle Paint(this Circle circle, Colour colour = Colour.Red, char end = '\t') => circle;
}

public abstract class Base<T> : IDisposable
    where T : class
{
    private protected Base()
    {
    }

    public virtual void Dispose()
    {
    }
}

public abstract class Middle<TItem> : Base<TItem>
    where TItem : class
{
    private protected Middle()
    {
    }
}

public class Leaf : Base<string>;

public class Unlisted;
