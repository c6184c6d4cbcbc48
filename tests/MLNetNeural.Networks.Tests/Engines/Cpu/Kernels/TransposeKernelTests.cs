using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class TransposeKernelTests
{
    private const int Most = 35, Stride = Most + 3;

    [TestMethod]
    public void Every_element_lies_where_the_scalar_definition_puts_it_and_no_other_is_touched()
    {
        float[] a = RandomValues.Singles(Most * Stride, seed: 1);
        for (int rows = 0; rows <= Most; rows++)
        {
            for (int columns = 0; columns <= Most; columns++)
            {
                float[] expected = new float[Most * Stride], actual = new float[Most * Stride];
                fixed (float* pa = a, pe = expected, pt = actual)
                {
                    TransposeKernel.TransposeScalar(pa, Stride, rows, columns, pe, Stride);
                    TransposeKernel.Transpose(pa, Stride, rows, columns, pt, Stride);
                }

                CollectionAssert.AreEqual(expected, actual, $"{rows} rows, {columns} columns.");
            }
        }
    }

    [TestMethod]
    public void The_scalar_definition_is_a_transpose_by_hand()
    {
        float[] a = [1, 2, 3, 4, 5, 6], t = new float[6];
        fixed (float* pa = a, pt = t) TransposeKernel.TransposeScalar(pa, 3, rows: 2, columns: 3, pt, 2);

        CollectionAssert.AreEqual(new float[] { 1, 4, 2, 5, 3, 6 }, t);
    }
}
