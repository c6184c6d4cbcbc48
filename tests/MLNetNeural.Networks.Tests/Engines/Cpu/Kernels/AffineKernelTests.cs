using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class AffineKernelTests
{
    private const float Scale = 1 / 127.5f, Offset = -1.1f;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Vectors_give_the_bits_of_the_scalar_definition_at_every_length(bool mirrored)
    {
        for (int n = 0; n <= 100; n++)
        {
            using var bytes = new GuardedBuffer<byte>(RandomValues.Bytes(n, seed: n), misalignment: n % 7);
            using var expected = new GuardedBuffer<float>(new float[n]);
            using var actual = new GuardedBuffer<float>(new float[n], misalignment: n % 3);

            if (mirrored)
            {
                AffineKernel.ConvertMirroredScalar(bytes.Pointer, expected.Pointer, n, Scale, Offset);
                AffineKernel.ConvertMirrored(bytes.Pointer, actual.Pointer, n, Scale, Offset);
            }
            else
            {
                AffineKernel.ConvertScalar(bytes.Pointer, expected.Pointer, n, Scale, Offset);
                AffineKernel.Convert(bytes.Pointer, actual.Pointer, n, Scale, Offset);
            }

            CollectionAssert.AreEqual(expected.Values.Bits(), actual.Values.Bits(), $"{n} bytes");
            Assert.IsTrue(bytes.IsGuardWhole && actual.IsGuardWhole, $"{n} bytes: written past an end.");
        }
    }

    [TestMethod]
    public void Every_byte_is_mapped_with_one_rounding()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        float[] values = new float[256];

        fixed (byte* x = bytes)
        fixed (float* y = values) AffineKernel.Convert(x, y, 256, Scale, Offset);

        for (int value = 0; value < 256; value++) Assert.AreEqual((float)(((double)value * Scale) + Offset), values[value]);
    }
}
