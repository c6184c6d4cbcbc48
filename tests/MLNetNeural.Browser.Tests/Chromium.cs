using Microsoft.Playwright;

namespace MLNetNeural.Browser.Tests;

/// <summary>The browser of the machine, started once for all tests, or never where there is none: they are skipped then, by name.</summary>
[TestClass]
public static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    /// <summary>The browser.</summary>
    public static async Task<IBrowser> BrowserAsync()
    {
        if (Find() is null) Assert.Inconclusive($"There is no browser: install chromium, or set MLNETNEURAL_CHROMIUM to its path (looked at {string.Join(", ", Places)}).");
        return (await Started.Value).Browser;
    }

    [AssemblyCleanup]
    public static async Task CloseAsync()
    {
        if (!Started.IsValueCreated) return;
        (IPlaywright driver, IBrowser browser) = await Started.Value;
        await browser.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        IPlaywright driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = ["--disable-gpu"] }));
    }

    private static string? Find() => Environment.GetEnvironmentVariable("MLNETNEURAL_CHROMIUM") is { Length: > 0 } told ? told : Places.FirstOrDefault(File.Exists);
}
