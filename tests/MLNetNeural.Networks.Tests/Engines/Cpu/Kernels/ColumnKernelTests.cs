using MLNetNeural.Networks.Engines.Cpu.Kernels;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels;

[TestClass]
public unsafe class ColumnKernelTests
{
    private const int MaxRows = 33;
    private const int Stride = 48;
    private const int First = 16;

    private static readonly float[] X = RandomValues.Singles(MaxRows * Stride, seed: 1);
    private static readonly float[] Y = RandomValues.Singles(MaxRows * Stride, seed: 2);

    [TestMethod]
    public void Sums_in_single_precision_are_the_bits_of_adding_the_rows_one_after_the_other()
    {
        foreach (int columns in new[] { 16, 32, 48, 64, 80, 128, 144 })
        {
            float[] x = RandomValues.Singles(MaxRows * (columns + First), seed: 3);
            float[] sums = new float[columns + 1], expected = new float[columns + 1];
            for (int rows = 0; rows <= MaxRows; rows++)
            {
                fixed (float* px = x, s = sums) ColumnKernel.Sum(px + First, columns + First, columns, rows, s);

                CollectionAssert.AreEqual(expected, sums, $"{rows} rows of {columns}.");
                for (int j = 0; rows < MaxRows && j < columns; j++) expected[j] += x[(rows * (columns + First)) + First + j];
            }
        }
    }

    [TestMethod]
    public void Sums_in_double_precision_are_the_bits_of_their_definition()
    {
        double[] means = [.. Enumerable.Range(0, ColumnKernel.Columns).Select(j => j / 16.0)];
        double[] sums = new double[ColumnKernel.Columns], squares = new double[ColumnKernel.Columns], products = new double[ColumnKernel.Columns];
        double[] sum = new double[ColumnKernel.Columns], square = new double[ColumnKernel.Columns], product = new double[ColumnKernel.Columns];
        for (int rows = 0; rows <= MaxRows; rows++)
        {
            fixed (float* x = X, y = Y)
            fixed (double* m = means, s = sums, q = squares, p = products)
            {
                ColumnKernel.Sum(x + First, Stride, rows, s);
                ColumnKernel.SumOfSquares(x + First, Stride, rows, m, q);
                ColumnKernel.SumOfProducts(x + First, y + First, Stride, rows, p);
            }

            CollectionAssert.AreEqual(sum, sums, $"sums of {rows} rows.");
            CollectionAssert.AreEqual(square, squares, $"squares of {rows} rows.");
            CollectionAssert.AreEqual(product, products, $"products of {rows} rows.");
            for (int j = 0; rows < MaxRows && j < sum.Length; j++)
            {
                double distance = At(X, rows, j) - means[j];
                sum[j] += At(X, rows, j);
                square[j] = Math.FusedMultiplyAdd(distance, distance, square[j]);
                product[j] = Math.FusedMultiplyAdd(At(X, rows, j), At(Y, rows, j), product[j]);
            }
        }
    }

    private static float At(float[] matrix, int row, int column) => matrix[(row * Stride) + First + column];
}
