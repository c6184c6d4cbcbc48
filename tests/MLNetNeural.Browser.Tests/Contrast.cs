using System.Globalization;

namespace MLNetNeural.Browser.Tests;

/// <summary>Contrast of texts, as WCAG 2.1 defines it: (L₁ + 0.05) / (L₂ + 0.05) of the relative luminances.</summary>
internal static class Contrast
{
    private const string Functions = """
        const parse = text => { const m = text.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 }; };
        const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
        const linear = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
        const luminance = c => .2126 * linear(c.r) + .7152 * linear(c.g) + .0722 * linear(c.b);
        const behind = e => { const layers = []; for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); layers.push(c); if (c.a === 1) break; } return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 }); };
        """;

    /// <summary>How bright the page is, 0 to 1.</summary>
    public const string PageLuminance = "(() => {" + Functions + "return luminance(behind(document.body)); })()";

    /// <summary>How many texts one sees, and then those whose contrast is less than so much, with their contrasts.</summary>
    public static string WeakTexts(double least) => "(() => {" + Functions + string.Create(CultureInfo.InvariantCulture, $"const least = {least};") + """
        const weak = [];
        let seen = 0;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
          if (!text || element.closest("script, style, noscript, svg, .unseen") || !element.checkVisibility()) continue;
          const box = element.getBoundingClientRect();
          if (box.width === 0 || box.right < 0 || box.bottom < 0) continue;
          const back = behind(element), front = over(parse(getComputedStyle(element).color), back), a = luminance(front), b = luminance(back);
          seen++;
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < least) weak.push(ratio.toFixed(2) + " " + text.slice(0, 60) + " <" + element.tagName + " " + element.className + ">");
        }
        return [String(seen), ...weak]; })()
        """;
}
