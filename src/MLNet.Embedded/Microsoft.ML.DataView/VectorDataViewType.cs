using System.Collections.Immutable;
using System.Text;
using Microsoft.ML.Internal;

namespace Microsoft.ML.Data;

/// <summary>Vectors of a primitive item type, held in <see cref="VBuffer{T}"/>; of known size, or 0 for a size that varies by row.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>Vectors of <paramref name="size"/> items; 0: the size varies by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : base(BufferType(itemType))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ItemType = itemType;
        Dimensions = [size];
        Size = size;
    }

    /// <summary>Vectors that are laid out as an array of these dimensions, last one fastest; a 0 among them: unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No dimensions, a negative one, or a product over 2,147,483,647.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions ?? throw new ArgumentNullException(nameof(dimensions))))
    {
    }

    /// <summary>Vectors that are laid out as an array of these dimensions, last one fastest; a 0 among them: unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No dimensions, a negative one, or a product over 2,147,483,647.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(BufferType(itemType))
    {
        if (dimensions.IsDefaultOrEmpty || dimensions.Any(dimension => dimension < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(dimensions), "A vector type needs at least one dimension, none of them negative.");
        }
        ItemType = itemType;
        Dimensions = dimensions;
        Size = Product(dimensions);
    }

    /// <summary>The dimensions; one when the vector has no further shape.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>Whether every row has the same size.</summary>
    public bool IsKnownSize => Size > 0;

    /// <summary>The type of the items.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The number of items; 0 when it varies by row.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other)
        => ReferenceEquals(this, other)
            || (other is VectorDataViewType vector
                && vector.Size == Size
                && vector.ItemType.Equals(ItemType)
                && vector.Dimensions.AsSpan().SequenceEqual(Dimensions.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is DataViewType type && Equals(type);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(ItemType);
        foreach (int dimension in Dimensions)
        {
            hash.Add(dimension);
        }
        return hash.ToHashCode();
    }

    /// <summary>For example "Vector&lt;Single, 3&gt;", or "Vector&lt;Single&gt;" when the size varies.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"Vector<{ItemType}");
        if (Dimensions.Length > 1 || Size > 0)
        {
            foreach (int dimension in Dimensions)
            {
                text.Append(", ").Append(dimension > 0 ? dimension.ToString() : "*");
            }
        }
        return text.Append('>').ToString();
    }

    private static Type BufferType(PrimitiveDataViewType itemType)
        => RawTypes.BufferOf((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType);

    private static int Product(ImmutableArray<int> dimensions)
    {
        long size = 1;
        foreach (int dimension in dimensions)
        {
            size *= dimension;
            if (size > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(dimensions), $"A vector of dimensions {string.Join(" x ", dimensions)} has more than {int.MaxValue} items.");
            }
        }
        return (int)size;
    }
}
