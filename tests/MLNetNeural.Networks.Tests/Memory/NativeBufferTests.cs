using System.Runtime.InteropServices;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Tests.Memory;

[TestClass]
public unsafe class NativeBufferTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>Small, on both sides of the length from which on pages are taken, and no whole page.</summary>
    public static IEnumerable<object[]> Lengths => new[] { 0, 1, 63, 4096, (4 * Megabyte) - 1, 4 * Megabyte, (4 * Megabyte) + 1, (7 * Megabyte) + 4097 }.Select(length => new object[] { length });

    [TestMethod]
    [DynamicData(nameof(Lengths))]
    public void A_buffer_is_zeroed_aligned_and_its_own_to_the_last_byte(int length)
    {
        using var other = new NativeBuffer<byte>(length);
        using var buffer = new NativeBuffer<byte>(length);

        Assert.AreEqual(0u, (nuint)buffer.Pointer % 64);
        Assert.AreEqual(-1, buffer.Slice(0, length).IndexOfAnyExcept((byte)0));
        buffer.Slice(0, length).Fill(1);
        Assert.AreEqual(-1, buffer.Slice(0, length).IndexOfAnyExcept((byte)1));
        Assert.AreEqual(-1, other.Slice(0, length).IndexOfAnyExcept((byte)0));
    }

    [TestMethod]
    [DynamicData(nameof(Lengths))]
    public void A_clone_has_the_contents_and_memory_of_its_own(int length)
    {
        using var buffer = new NativeBuffer<byte>(length);
        buffer.Slice(0, length).Fill(3);

        using NativeBuffer<byte> clone = buffer.Clone();

        buffer.Slice(0, length).Clear();
        Assert.AreEqual(-1, clone.Slice(0, length).IndexOfAnyExcept((byte)3));
    }

    [TestMethod]
    public void What_was_given_back_cannot_be_used()
    {
        var buffer = new NativeBuffer<float>(2 * Megabyte);
        buffer.Dispose();
        buffer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => buffer.Slice(0, 1).Length);
    }

    [TestMethod]
    public void More_than_the_address_space_has_is_refused()
        => Assert.ThrowsExactly<OutOfMemoryException>(() => new NativeBuffer<byte>(1L << 60, isZeroed: false));

    [TestMethod]
    [DoNotParallelize] // it watches the memory of the process
    [OSCondition(OperatingSystems.Linux)]
    public void Large_buffers_go_back_to_the_system_whatever_lies_behind_them()
    {
        // From now on the C library keeps blocks of this size, and cannot give any back that lies below one in use.
        NativeMemory.Free(NativeMemory.Alloc(24 * Megabyte));
        NativeBuffer<byte>[] buffers = [.. Enumerable.Range(0, 8).Select(_ => new NativeBuffer<byte>(12 * Megabyte))];
        foreach (NativeBuffer<byte> buffer in buffers) buffer.Slice(0, 12 * Megabyte).Fill(1);
        long before = Environment.WorkingSet;

        foreach (NativeBuffer<byte> buffer in buffers[..^1]) buffer.Dispose();

        Assert.IsGreaterThan(70 * Megabyte, before - Environment.WorkingSet);
        buffers[^1].Dispose();
    }
}
