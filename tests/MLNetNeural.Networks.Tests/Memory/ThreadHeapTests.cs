using System.Runtime.InteropServices;
using MLNetNeural.Networks.Memory;

namespace MLNetNeural.Networks.Tests.Memory;

[TestClass]
public unsafe class ThreadHeapTests
{
    private const int Megabyte = 1 << 20;

    [TestMethod]
    [DoNotParallelize] // it watches the memory of the process
    [OSCondition(OperatingSystems.Linux)]
    public void What_a_thread_has_freed_goes_back_and_what_it_has_in_use_stays()
    {
        long freed = 0;
        bool isWhole = false;
        var thread = new Thread(() =>
        {
            NativeMemory.Free(NativeMemory.Alloc(24 * Megabyte)); // from now on the C library keeps blocks of this size
            nint[] blocks = [.. Enumerable.Range(0, 5).Select(_ => Filled(6 * Megabyte))];
            nint small = Filled(1000);
            foreach (nint block in blocks) NativeMemory.Free((void*)block);
            long before = Environment.WorkingSet;

            ThreadHeap.GiveBackFreed();

            freed = before - Environment.WorkingSet;
            isWhole = new Span<byte>((void*)small, 1000).IndexOfAnyExcept((byte)7) < 0;
            NativeMemory.Free((void*)small);
        });
        thread.Start();
        thread.Join();

        Assert.IsTrue(isWhole);
        if (KeepsFreedBlocks) Assert.IsGreaterThan(24 * Megabyte, freed);
    }

    /// <summary>GNU's library does, and that of Alpine does not.</summary>
    private static bool KeepsFreedBlocks => NativeLibrary.TryLoad("libc.so.6", out _);

    private static nint Filled(int bytes)
    {
        void* block = NativeMemory.Alloc((nuint)bytes);
        new Span<byte>(block, bytes).Fill(7);
        return (nint)block;
    }
}
