using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class ColumnSumKernelTests
{
    private const int MaxRows = 33;

    [TestMethod]
    public void Sums_are_the_bits_of_adding_the_rows_one_after_the_other()
    {
        foreach (int columns in new[] { 16, 32, 48, 64 })
        {
            float[] x = RandomValues.Singles(MaxRows * columns, seed: columns), sum = new float[columns], expected = new float[columns];
            for (int rows = 0; rows <= MaxRows; rows++)
            {
                fixed (float* px = x, ps = sum) ColumnSumKernel.Sum(px, rows, columns, ps);

                CollectionAssert.AreEqual(expected, sum, $"{rows} rows, {columns} columns.");
                for (int n = 0; rows < MaxRows && n < columns; n++) expected[n] += x[(rows * columns) + n];
            }
        }
    }
}
