using Microsoft.ML;

namespace MLNetNeural.Tests.Persistence;

/// <summary>Whatever happens to the bytes of a model: it works, or loading it is one exception of a documented type.</summary>
[TestClass]
public sealed class ModelFuzzTests
{
    private const long MostBytes = 8 << 20; // of memory that a damaged file of 2 KB may take while it is loaded

    private static readonly byte[] Fixture = ModelFixture.Read(ModelFixture.Multiclass1);

    [TestMethod]
    public void Damage_to_what_a_model_says_is_an_InvalidDataException_or_harmless()
        => Fuzz(seed: 1, count: 1500, (random, model) => model.Body = Damaged(random, model.Body), e => e is InvalidDataException or FormatException);

    [TestMethod]
    public void Damage_to_weights_is_an_InvalidDataException_or_harmless()
        => Fuzz(seed: 2, count: 1500, (random, model) => model[ModelArchive.Weights] = Damaged(random, model[ModelArchive.Weights]), e => e is InvalidDataException);

    [TestMethod]
    public void Damage_to_the_file_is_an_exception_for_files_or_harmless()
        => Fuzz(seed: 3, count: 1500, file => Damaged(file, Fixture), e => e
            is InvalidDataException or FormatException or InvalidOperationException or IOException or ArgumentException or NotSupportedException or BadImageFormatException);

    private static void Fuzz(int seed, int count, Action<Random, ModelArchive> damage, Func<Exception, bool> isDocumented)
        => Fuzz(seed, count, random =>
        {
            var model = new ModelArchive(Fixture);
            damage(random, model);
            return model.ToFile();
        }, isDocumented);

    private static void Fuzz(int seed, int count, Func<Random, byte[]> file, Func<Exception, bool> isDocumented)
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(seed);
        int loaded = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] damaged = file(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ITransformer model;
            try
            {
                model = ModelFixture.Load(ml, damaged);
            }
            catch (Exception e)
            {
                Assert.IsTrue(isDocumented(ModelFixture.Cause(e)), $"Damage {i} of seed {seed}: {e}");
                continue;
            }
            finally
            {
                Assert.IsLessThan(MostBytes, GC.GetAllocatedBytesForCurrentThread() - before, $"Damage {i} of seed {seed}.");
            }

            loaded++;
            try
            {
                Assert.HasCount(5, ModelFixture.Scores(ml, model));
            }
            catch (ArgumentException)
            {
                // The name of a column is another one now.
            }
        }

        Assert.IsInRange(1, count - 1, loaded, "Some damage is harmless, and most is not.");
    }

    /// <summary>A bit or a byte changed, a few bytes changed, cut off, cut out or doubled.</summary>
    private static byte[] Damaged(Random random, byte[] bytes)
    {
        byte[] copy = [.. bytes];
        int at = random.Next(copy.Length), length = random.Next(1, Math.Min(9, copy.Length - at + 1));
        switch (random.Next(5))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                random.NextBytes(copy.AsSpan(at, length));
                return copy;
            case 2:
                return copy[..at];
            case 3:
                return [.. copy[..at], .. copy[(at + length)..]];
            default:
                return [.. copy[..at], .. copy[at..(at + length)], .. copy[at..]];
        }
    }
}
