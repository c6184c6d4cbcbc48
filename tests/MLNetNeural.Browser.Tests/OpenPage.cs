using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace MLNetNeural.Browser.Tests;

/// <summary>A page in a browser window of its own, and all that it did that it should not.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<string> _requests = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _faults.Enqueue($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Enqueue($"uncaught: {error}");
        page.Dialog += (_, dialog) => _faults.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings on the console, uncaught errors, dialogs.</summary>
    public string[] Faults => [.. _faults];

    /// <summary>What was loaded, but for what lies within the page.</summary>
    public string[] Requests => [.. _requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal))];

    /// <summary>Opens an address.</summary>
    public static async Task<OpenPage> OpenAsync(string address, int width = 1200, ColorScheme colors = ColorScheme.Light)
    {
        IBrowser browser = await Chromium.BrowserAsync();
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = colors });
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.Page.GotoAsync(address);
        return open;
    }

    /// <summary>What an expression gives, as JSON.</summary>
    public async Task<JsonElement> AskAsync(string expression) => (await Page.EvaluateAsync(expression))!.Value;

    /// <summary>The numbers that an expression gives; null for what is not there.</summary>
    public async Task<double?[]> NumbersAsync(string expression)
        => [.. (await AskAsync($"Array.from({expression})")).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : (double?)null)];

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
