using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace MLNetNeural.Reports.Live;

/// <summary>
/// Somebody who looks at a live page: a stream of server-sent events (HTML Living Standard, section 9.2). Only the newest state
/// waits for a viewer that is slow: it sees fewer states, and holds nobody up.
/// </summary>
internal sealed class Viewer
{
    private static readonly byte[] Data = "data: "u8.ToArray();
    private static readonly byte[] EventEnd = "\n\n"u8.ToArray();
    private static readonly byte[] Heartbeat = ": still there\n\n"u8.ToArray();
    private static readonly byte[] Last = "event: end\ndata: end\n\n"u8.ToArray();

    private readonly Channel<byte[]> _latest = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Puts a state in the place of one that was not taken; never waits.</summary>
    /// <param name="json">JSON on one line, UTF-8.</param>
    public void Show(byte[] json) => _latest.Writer.TryWrite(json);

    /// <summary>Shows the last state, and behind it the event "end".</summary>
    /// <param name="json">JSON on one line, UTF-8; null for none.</param>
    public void End(byte[]? json)
    {
        if (json is not null) Show(json);
        _latest.Writer.TryComplete();
    }

    /// <summary>Sends until the end, or until the viewer goes away.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="heartbeat">Time without an event after which a comment is sent: it finds out who has gone, and keeps proxies quiet.</param>
    /// <param name="gone">The viewer has gone.</param>
    public async Task SendAsync(HttpResponse response, TimeSpan heartbeat, CancellationToken gone)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        await response.Body.FlushAsync(gone).ConfigureAwait(false);
        Task<bool> next = _latest.Reader.WaitToReadAsync(gone).AsTask();
        while (true)
        {
            if (await Task.WhenAny(next, Task.Delay(heartbeat, gone)).ConfigureAwait(false) != next)
            {
                gone.ThrowIfCancellationRequested();
                await WriteAsync(response, Heartbeat, gone).ConfigureAwait(false);
                continue;
            }

            if (!await next.ConfigureAwait(false)) break;
            while (_latest.Reader.TryRead(out byte[]? json)) await WriteAsync(response, [.. Data, .. json, .. EventEnd], gone).ConfigureAwait(false);
            next = _latest.Reader.WaitToReadAsync(gone).AsTask();
        }

        await WriteAsync(response, Last, gone).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] bytes, CancellationToken gone)
    {
        await response.Body.WriteAsync(bytes, gone).ConfigureAwait(false);
        await response.Body.FlushAsync(gone).ConfigureAwait(false);
    }
}
