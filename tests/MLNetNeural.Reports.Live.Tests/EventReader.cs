namespace MLNetNeural.Reports.Live.Tests;

/// <summary>Reads server-sent events, written from the HTML Living Standard, section 9.2.6.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpClient client, HttpResponseMessage response, Stream stream)
    {
        _client = client;
        _response = response;
        _reader = new StreamReader(stream);
    }

    public static async Task<EventReader> OpenAsync(Uri page, CancellationToken cancellation)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        HttpResponseMessage response = await client.GetAsync(new Uri(page, "events" + page.Query), HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.AreEqual("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventReader(client, response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<(string Type, string Data)?> NextAsync(CancellationToken cancellation)
    {
        string type = "message";
        List<string> data = [];
        while (await _reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Count > 0) return (type, string.Join('\n', data));
                type = "message";
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string field = colon < 0 ? line : line[..colon], value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' ')) value = value[1..];
            switch (field)
            {
                case "": return ("comment", value);
                case "event": type = value; break;
                case "data": data.Add(value); break;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
        _client.Dispose();
    }
}
