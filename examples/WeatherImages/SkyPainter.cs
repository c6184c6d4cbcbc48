using Microsoft.ML.Data;

namespace WeatherImages;

/// <summary>Draws a set of skies, so that the recipe runs where no photographs are: four classes, varied sizes, PNG, seeded.</summary>
internal static class SkyPainter
{
    private const int MinSide = 120, MaxSide = 320;

    private static readonly (string Name, Action<Canvas, Random> Paint)[] Skies =
    [
        ("Cloudy", PaintCloudy),
        ("Rain", PaintRain),
        ("Shine", PaintShine),
        ("Sunrise", PaintSunrise),
    ];

    /// <summary>Draws train/ and test/ below a folder, unless a whole set is there.</summary>
    /// <param name="folder">Where the set goes; it is there whole or not at all.</param>
    /// <param name="counts">Images of each class.</param>
    /// <param name="seed">The same seed gives the same images.</param>
    /// <returns>The folder of this set.</returns>
    public static string DrawSet(string folder, (int Train, int Test) counts, int seed)
    {
        string set = Path.Combine(folder, $"seed-{seed}-{counts.Train}-{counts.Test}");
        if (Directory.Exists(set)) return set;

        Console.WriteLine($"Drawing {Skies.Length * (counts.Train + counts.Test)} skies to '{set}'.");
        string unfinished = $"{set}.{Environment.ProcessId}.tmp";
        var images =
            from part in new[] { ("train", counts.Train, 0), ("test", counts.Test, 1) }
            from sky in Enumerable.Range(0, Skies.Length)
            from number in Enumerable.Range(1, part.Item2)
            select (Folder: Path.Combine(unfinished, part.Item1, Skies[sky].Name), Sky: sky, Number: number, Part: part.Item3);
        try
        {
            Parallel.ForEach(images, image =>
            {
                Directory.CreateDirectory(image.Folder);
                // Every image has numbers of its own: the order of drawing does not matter.
                var random = new Random(unchecked((((seed * 31) + image.Sky) * 7919) + (image.Number * 2) + image.Part));
                var canvas = new Canvas(random.Next(MinSide, MaxSide), random.Next(MinSide, MaxSide));
                Skies[image.Sky].Paint(canvas, random);
                canvas.AddGrain(random);
                canvas.Save(Path.Combine(image.Folder, $"{Skies[image.Sky].Name.ToLowerInvariant()}{image.Number}.png"));
            });
            Directory.Move(unfinished, set);
            return set;
        }
        catch
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    private static void PaintCloudy(Canvas canvas, Random random)
    {
        canvas.Gradient(Vary((120, 140, 165), random), Vary((185, 195, 205), random));
        for (int cloud = random.Next(6, 14); cloud > 0; cloud--) Cloud(canvas, random, Vary((215, 218, 222), random), 0.5);
    }

    private static void PaintRain(Canvas canvas, Random random)
    {
        canvas.Gradient(Vary((55, 62, 72), random), Vary((105, 112, 118), random));
        for (int cloud = random.Next(3, 8); cloud > 0; cloud--) Cloud(canvas, random, Vary((75, 80, 88), random), 0.35);
        double slant = (random.NextDouble() - 0.5) * 0.6;
        for (int drop = canvas.Width * canvas.Height / 220; drop > 0; drop--)
        {
            double x = random.NextDouble() * canvas.Width, y = random.NextDouble() * canvas.Height;
            canvas.Line(x, y, slant, random.Next(6, 18), (190, 198, 205), 0.45);
        }
    }

    private static void PaintShine(Canvas canvas, Random random)
    {
        canvas.Gradient(Vary((40, 105, 205), random), Vary((150, 200, 240), random));
        canvas.Glow(random.NextDouble() * canvas.Width, random.NextDouble() * canvas.Height * 0.5, canvas.Width * 0.16, (255, 250, 225));
        for (int cloud = random.Next(0, 3); cloud > 0; cloud--) Cloud(canvas, random, (250, 250, 252), 0.6);
    }

    private static void PaintSunrise(Canvas canvas, Random random)
    {
        canvas.Gradient(Vary((70, 55, 105), random), Vary((250, 150, 70), random));
        double horizon = canvas.Height * (0.65 + (0.2 * random.NextDouble()));
        canvas.Glow(random.NextDouble() * canvas.Width, horizon, canvas.Width * 0.2, (255, 215, 130));
        canvas.Ground(horizon, Vary((30, 24, 30), random), random);
    }

    private static void Cloud(Canvas canvas, Random random, (int R, int G, int B) color, double opacity)
    {
        double x = random.NextDouble() * canvas.Width, y = random.NextDouble() * canvas.Height * 0.8, size = canvas.Width * (0.06 + (0.1 * random.NextDouble()));
        for (int puff = random.Next(4, 9); puff > 0; puff--)
        {
            canvas.Disc(x + (size * 3 * (random.NextDouble() - 0.5)), y + (size * (random.NextDouble() - 0.5)), size * (0.6 + (0.6 * random.NextDouble())), color, opacity);
        }
    }

    /// <summary>The color a little lighter or darker, and a trace of another hue.</summary>
    private static (int R, int G, int B) Vary((int R, int G, int B) color, Random random)
    {
        int light = random.Next(-22, 23);
        return (color.R + light + random.Next(-5, 6), color.G + light + random.Next(-5, 6), color.B + light + random.Next(-5, 6));
    }

    /// <summary>An RGBAn image and the few strokes that skies are made of.</summary>
    private sealed class Canvas(int width, int height)
    {
        private readonly byte[] _pixels = new byte[width * height * 4];

        public int Width => width;

        public int Height => height;

        public void Gradient((int R, int G, int B) top, (int R, int G, int B) bottom)
        {
            for (int y = 0; y < height; y++)
            {
                double t = (double)y / height;
                for (int x = 0; x < width; x++) Blend(x, y, (Mix(top.R, bottom.R, t), Mix(top.G, bottom.G, t), Mix(top.B, bottom.B, t)), 1);
            }
        }

        public void Disc(double cx, double cy, double radius, (int R, int G, int B) color, double opacity)
            => Around(cx, cy, radius, (x, y, distance) => Blend(x, y, color, opacity * Math.Min(1, 2 * (1 - distance))));

        public void Glow(double cx, double cy, double radius, (int R, int G, int B) color)
        {
            Around(cx, cy, radius * 4, (x, y, distance) => Blend(x, y, color, 0.8 * (1 - distance) * (1 - distance)));
            Disc(cx, cy, radius, color, 1);
        }

        public void Line(double x, double y, double slant, int length, (int R, int G, int B) color, double opacity)
        {
            for (int i = 0; i < length; i++) Blend((int)(x + (slant * i)), (int)y + i, color, opacity);
        }

        public void Ground(double horizon, (int R, int G, int B) color, Random random)
        {
            double phase = random.NextDouble() * 6, waves = 2 + (4 * random.NextDouble()), swing = height * 0.04;
            for (int x = 0; x < width; x++)
            {
                for (int y = (int)(horizon + (swing * Math.Sin(phase + (waves * x / width)))); y < height; y++) Blend(x, y, color, 1);
            }
        }

        public void AddGrain(Random random)
        {
            for (int i = 0; i < _pixels.Length; i++)
            {
                if (i % 4 != 3) _pixels[i] = (byte)Math.Clamp(_pixels[i] + random.Next(-9, 10), 0, 255);
            }
        }

        public void Save(string path)
        {
            using MLImage image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, _pixels);
            image.Save(path);
        }

        private void Around(double cx, double cy, double radius, Action<int, int, double> paint)
        {
            for (int y = Math.Max(0, (int)(cy - radius)); y < Math.Min(height, cy + radius); y++)
            {
                for (int x = Math.Max(0, (int)(cx - radius)); x < Math.Min(width, cx + radius); x++)
                {
                    double distance = Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy))) / radius;
                    if (distance < 1) paint(x, y, distance);
                }
            }
        }

        private void Blend(int x, int y, (int R, int G, int B) color, double opacity)
        {
            if ((uint)x >= (uint)width || (uint)y >= (uint)height) return;
            int i = ((y * width) + x) * 4;
            _pixels[i] = (byte)Math.Clamp(Mix(_pixels[i], color.R, opacity), 0, 255);
            _pixels[i + 1] = (byte)Math.Clamp(Mix(_pixels[i + 1], color.G, opacity), 0, 255);
            _pixels[i + 2] = (byte)Math.Clamp(Mix(_pixels[i + 2], color.B, opacity), 0, 255);
            _pixels[i + 3] = 255;
        }

        private static int Mix(int a, int b, double t) => (int)Math.Round(a + ((b - a) * t));
    }
}
