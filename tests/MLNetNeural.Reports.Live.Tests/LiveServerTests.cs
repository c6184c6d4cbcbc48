using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MLNetNeural.Reports.Live.Tests;

[TestClass]
public sealed class LiveServerTests
{
    private static readonly LiveServerTimes Quick = new(Pause: TimeSpan.FromMilliseconds(1), MaxPause: TimeSpan.FromMilliseconds(1), Heartbeat: TimeSpan.FromSeconds(30), Farewell: TimeSpan.FromSeconds(2));
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public required TestContext TestContext { get; init; }

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task The_page_is_shown_at_its_address_and_kept_from_other_pages()
    {
        using var server = new LiveServer(new TestContent { Number = 7 }, port: 0, Quick);

        using HttpResponseMessage response = await Client.GetAsync(server.Address, Cancellation);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.AreEqual("<!DOCTYPE html><title>7</title>", await response.Content.ReadAsStringAsync(Cancellation));
        CollectionAssert.IsSubsetOf(
            new[]
            {
                "Cache-Control: no-store", "Content-Security-Policy: frame-ancestors 'none'", "X-Frame-Options: DENY", "X-Content-Type-Options: nosniff",
                "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
            },
            response.Headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").ToArray());
        Assert.IsFalse(response.Headers.Contains("Server"));
        Assert.IsFalse(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [TestMethod]
    public void Only_the_loopback_interface_listens_and_every_server_has_a_secret_of_its_own()
    {
        using var one = new LiveServer(new TestContent(), port: 0, Quick);
        using var two = new LiveServer(new TestContent(), port: 0, Quick);

        IPEndPoint[] listeners = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == one.Address.Port)];
        Assert.AreEqual(IPAddress.Loopback, listeners.Single().Address);
        Assert.MatchesRegex(@"^http://127\.0\.0\.1:\d+/\?token=[A-Za-z0-9_-]{43}$", one.Address.ToString());
        Assert.AreNotEqual(one.Address.Query, two.Address.Query);
    }

    [TestMethod]
    [DataRow("GET", "/", HttpStatusCode.OK)]
    [DataRow("POST", "/stop", HttpStatusCode.Accepted)]
    [DataRow("GET", "/stop", HttpStatusCode.MethodNotAllowed)]
    [DataRow("HEAD", "/stop", HttpStatusCode.MethodNotAllowed)]
    [DataRow("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [DataRow("POST", "/events", HttpStatusCode.MethodNotAllowed)]
    [DataRow("GET", "/nowhere", HttpStatusCode.NotFound)]
    [DataRow("GET", "/../etc/passwd", HttpStatusCode.NotFound)]
    [DataRow("GET", "/stop/", HttpStatusCode.NotFound)]
    public async Task Each_path_has_one_method(string method, string path, HttpStatusCode status)
    {
        var content = new TestContent();
        using var server = new LiveServer(content, port: 0, Quick);

        using HttpResponseMessage response = await AskAsync(server, method, path);

        Assert.AreEqual(status, response.StatusCode);
        Assert.AreEqual(status == HttpStatusCode.Accepted, content.Stop.IsCompleted);
        if (status == HttpStatusCode.MethodNotAllowed) Assert.AreEqual(path == "/stop" ? "POST" : "GET", response.Content.Headers.Allow.Single());
    }

    [TestMethod]
    [DataRow("127.0.0.1:PORT", null, true)]
    [DataRow("localhost:PORT", null, true)]
    [DataRow("LOCALHOST:PORT", "http://localhost:PORT", true)]
    [DataRow("127.0.0.1:PORT", "http://127.0.0.1:PORT", true)]
    [DataRow("rebound.example:PORT", null, false)]
    [DataRow("127.0.0.1.rebound.example:PORT", null, false)]
    [DataRow("rebound.example", null, false)]
    [DataRow("127.0.0.1", null, false)]
    [DataRow("127.0.0.1:1", null, false)]
    [DataRow("[::1]:PORT", null, false)]
    [DataRow("127.0.0.1:PORT", "http://elsewhere.example", false)]
    [DataRow("127.0.0.1:PORT", "https://127.0.0.1:PORT", false)]
    [DataRow("127.0.0.1:PORT", "http://127.0.0.1:1", false)]
    [DataRow("127.0.0.1:PORT", "http://127.0.0.1:PORT.elsewhere.example", false)]
    [DataRow("127.0.0.1:PORT", "null", false)]
    [DataRow("127.0.0.1:PORT", "", false)]
    public async Task Foreign_hosts_and_origins_are_refused_even_with_the_token(string host, string? origin, bool isAnswered)
    {
        var content = new TestContent();
        using var server = new LiveServer(content, port: 0, Quick);

        foreach ((string method, string path) in new[] { ("GET", "/"), ("POST", "/stop") })
        {
            using HttpResponseMessage response = await AskAsync(server, method, path, host: host, origin: origin);
            Assert.AreEqual(isAnswered, response.IsSuccessStatusCode, path);
            Assert.AreEqual(isAnswered, response.StatusCode != HttpStatusCode.Forbidden, path);
        }

        Assert.AreEqual(isAnswered, content.Stop.IsCompleted);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("?token=")]
    [DataRow("?token=guess")]
    [DataRow("?TOKEN&SHORT")]
    [DataRow("?TOKEN&LONG")]
    [DataRow("?TOKEN&TWICE")]
    public async Task Without_the_token_nothing_is_shown_and_nothing_stops(string query)
    {
        var content = new TestContent();
        using var server = new LiveServer(content, port: 0, Quick);
        string token = server.Address.Query;
        query = query switch { "?TOKEN&SHORT" => token[..^1], "?TOKEN&LONG" => token + "A", "?TOKEN&TWICE" => $"{token}&{token[1..]}", _ => query };

        foreach ((string method, string path) in new[] { ("GET", "/"), ("GET", "/events"), ("POST", "/stop"), ("GET", "/nowhere") })
        {
            using HttpResponseMessage response = await AskAsync(server, method, path, query);
            Assert.AreEqual(HttpStatusCode.Forbidden, response.StatusCode, path);
        }

        Assert.IsFalse(content.Stop.IsCompleted);
    }

    [TestMethod]
    public async Task Two_viewers_see_every_state_that_stays_whoever_comes_late_sees_the_newest_and_all_see_the_end()
    {
        var content = new TestContent { Number = 1 };
        var server = new LiveServer(content, port: 0, Quick);
        using EventReader one = await EventReader.OpenAsync(server.Address, Cancellation);
        await SeeAsync(one, 1);
        content.Number = 2;
        server.Change();
        await SeeAsync(one, 2);

        using EventReader two = await EventReader.OpenAsync(server.Address, Cancellation);
        await SeeAsync(two, 2);
        content.Number = 3;
        server.Change();
        await SeeAsync(one, 3);
        await SeeAsync(two, 3);
        content.Number = 4;
        server.Dispose();

        foreach (EventReader viewer in new[] { one, two })
        {
            await SeeAsync(viewer, 4);
            Assert.AreEqual(("end", "end"), await viewer.NextAsync(Cancellation));
            Assert.IsNull(await viewer.NextAsync(Cancellation));
        }

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => Client.GetAsync(server.Address, Cancellation));
    }

    [TestMethod]
    public async Task A_viewer_that_goes_away_is_forgotten_and_the_others_see_on()
    {
        var content = new TestContent { Number = 1 };
        using var server = new LiveServer(content, port: 0, Quick);
        using EventReader stays = await EventReader.OpenAsync(server.Address, Cancellation);
        using (EventReader goes = await EventReader.OpenAsync(server.Address, Cancellation)) await SeeAsync(goes, 1);

        Assert.IsTrue(SpinWait.SpinUntil(() => server.ViewerCount == 1, TimeSpan.FromMinutes(2)), "It is still there.");
        content.Number = 2;
        server.Change();
        await SeeAsync(stays, 2);
    }

    [TestMethod]
    public async Task A_viewer_that_takes_nothing_holds_up_neither_training_nor_the_others_nor_the_end()
    {
        var content = new TestContent { Number = 0, Padding = 1 << 20 };
        var server = new LiveServer(content, port: 0, Quick with { Farewell = TimeSpan.FromSeconds(2) });
        using var dead = new TcpClient { ReceiveBufferSize = 4096 };
        await dead.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        await dead.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /events{server.Address.Query} HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n"), Cancellation);
        using EventReader alive = await EventReader.OpenAsync(server.Address, Cancellation);

        // Had anything to wait for the dead one, none of this would come to its end.
        for (int number = 1; number <= 20; number++)
        {
            content.Number = number;
            server.Change();
            await SeeAsync(alive, number);
        }

        // Beside it, as a browser does: who reads nothing meanwhile may be cut off with the dead one.
        Task ending = Task.Run(server.Dispose, Cancellation);
        bool sawEnd = false;
        while (!sawEnd && await alive.NextAsync(Cancellation) is { } shown) sawEnd = shown.Type == "end";
        await ending;
        Assert.IsTrue(sawEnd, "The viewer that took everything saw no end.");
    }

    [TestMethod]
    public async Task While_nothing_changes_viewers_get_signs_of_life()
    {
        using var server = new LiveServer(new TestContent { Number = 1 }, port: 0, Quick with { Heartbeat = TimeSpan.FromMilliseconds(20) });
        using EventReader viewer = await EventReader.OpenAsync(server.Address, Cancellation);

        List<string> types = [];
        while (types.Count(type => type == "comment") < 3) types.Add((await viewer.NextAsync(Cancellation))!.Value.Type);

        Assert.AreEqual(1, types.Count(type => type == "message"));
    }

    [TestMethod]
    public async Task States_are_made_with_pauses_and_for_viewers_alone()
    {
        var content = new TestContent();
        using var server = new LiveServer(content, port: 0, Quick with { Pause = TimeSpan.FromSeconds(60), MaxPause = TimeSpan.FromSeconds(60) });
        for (int i = 0; i < 1000; i++) server.Change();
        using HttpResponseMessage page = await Client.GetAsync(server.Address, Cancellation);
        Assert.AreEqual(0, content.Made);

        Assert.AreEqual(TimeSpan.FromMilliseconds(400), LiveServerTimes.Default.PauseAfter(TimeSpan.FromMilliseconds(1)));
        Assert.AreEqual(TimeSpan.FromSeconds(1), LiveServerTimes.Default.PauseAfter(TimeSpan.FromMilliseconds(20)));
        Assert.AreEqual(TimeSpan.FromSeconds(3), LiveServerTimes.Default.PauseAfter(TimeSpan.FromSeconds(20)));
    }

    [TestMethod]
    public void A_port_can_be_chosen_and_one_that_is_taken_is_named()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;

        var taken = Assert.ThrowsExactly<IOException>(() => new LiveServer(new TestContent(), port, Quick));
        Assert.StartsWith($"The live page cannot be served on port {port} of 127.0.0.1: ", taken.Message);

        free.Stop();
        using var server = new LiveServer(new TestContent(), port, Quick);
        Assert.AreEqual(port, server.Address.Port);
    }

    /// <summary>Waits for a state; one that was shown before may be shown again, because somebody else has come.</summary>
    private async Task SeeAsync(EventReader viewer, int number)
    {
        int seen = -1;
        while (seen < number)
        {
            (string Type, string Data)? shown = await viewer.NextAsync(Cancellation);
            Assert.AreEqual("message", shown?.Type);
            int next = JsonDocument.Parse(shown!.Value.Data).RootElement.GetProperty("number").GetInt32();
            Assert.IsGreaterThanOrEqualTo(seen, next);
            seen = next;
        }

        Assert.AreEqual(number, seen);
    }

    private async Task<HttpResponseMessage> AskAsync(LiveServer server, string method, string path, string? query = null, string? host = null, string? origin = null)
    {
        string port = server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://127.0.0.1:{port}{path}{query ?? server.Address.Query}"));
        request.Headers.Host = host?.Replace("PORT", port, StringComparison.Ordinal);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin.Replace("PORT", port, StringComparison.Ordinal));
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }
}
