using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MLNetNeural.Reports.Html;
using SkiaSharp;

namespace MLNetNeural.Reports.Charts.Canvas;

/// <summary>
/// The font of charts in pixels: Inter, which is part of the assembly, so that Latin, Greek and Cyrillic letters are the same on every machine, also on one
/// without fonts. Other characters come from the fonts of the machine; one that no font has is an empty box.
/// </summary>
internal static class ChartFont
{
    private const int Box = '□';

    private static readonly Lazy<SKTypeface> Regular = new(() => Open("Inter_400Regular.ttf")), Bold = new(() => Open("Inter_600SemiBold.ttf"));
    private static readonly ConcurrentDictionary<int, SKTypeface?> Others = new();

    /// <summary>Puts the characters of a line of text beside each other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Pixels of an em.</param>
    /// <param name="isBold">Whether it is bold.</param>
    /// <returns>The shapes from x = 0 on and the base line y = 0, null where nothing is to be seen; and the width.</returns>
    public static (SKTextBlob? Shape, float Width) Lay(string text, float size, bool isBold)
    {
        SKTypeface inter = (isBold ? Bold : Regular).Value;
        using var builder = new SKTextBlobBuilder();
        float x = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune)) continue;
            SKTypeface? typeface = inter.ContainsGlyph(rune.Value) ? inter : Others.GetOrAdd(rune.Value, Find);
            using var font = new SKFont(typeface ?? inter, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };
            ushort[] glyph = [typeface?.GetGlyph(rune.Value) ?? inter.GetGlyph(Box)];
            builder.AddRun(glyph, font, new SKPoint(x, 0));
            x += font.MeasureText(glyph);
        }

        return (builder.Build(), x);
    }

    /// <summary>A font of the machine that has a character.</summary>
    private static SKTypeface? Find(int character)
    {
        // Skia without fontconfig, as it comes for Linux, lists the fonts of the machine but does not match characters.
        SKFontManager fonts = SKFontManager.Default;
        return fonts.MatchCharacter(character) ?? fonts.FontFamilies.Order(StringComparer.Ordinal).Select(fonts.MatchFamily).FirstOrDefault(font => font?.ContainsGlyph(character) == true);
    }

    /// <summary>Whether a character only says how its neighbors look: a joiner, a mark of direction, a variation selector.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F;

    private static SKTypeface Open(string name)
    {
        using Stream file = Asset.Open($"fonts/{name}");
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException($"SkiaSharp cannot read the font '{name}' of the assembly.");
    }
}
