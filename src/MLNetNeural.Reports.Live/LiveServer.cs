using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MLNetNeural.Reports.Live;

/// <summary>
/// Serves a live page on 127.0.0.1, and nowhere else: the page at "/", its state as server-sent events at "/events", and "/stop", which
/// asks training to end. All three need the token. Training waits for no viewer: states are made on the server's own threads.
/// </summary>
internal sealed class LiveServer : IDisposable
{
    private const int MaxConnections = 64;
    private const int MaxRequestBytes = 1024;

    private readonly ILiveContent _content;
    private readonly LiveServerTimes _times;
    private readonly WebApplication _application;
    private readonly RequestCheck _check;
    private readonly List<Viewer> _viewers = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Task _showing;
    private int _isChanged;
    private bool _hasEnded;

    /// <summary>Starts to serve.</summary>
    /// <param name="content">What is shown.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="times">Its intervals.</param>
    /// <exception cref="IOException">The port is not free.</exception>
    public LiveServer(ILiveContent content, int port, LiveServerTimes times)
    {
        _content = content;
        _times = times;
        _application = Build(port);
        _application.Run(AnswerAsync);
        try
        {
            Wait(() => _application.StartAsync());
        }
        catch (IOException e)
        {
            Wait(() => _application.DisposeAsync().AsTask());
            throw new IOException($"The live page cannot be served on port {port.ToString(CultureInfo.InvariantCulture)} of 127.0.0.1: {e.Message}", e);
        }

        string listened = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var token = new LiveToken();
        _check = new RequestCheck(new Uri(listened).Port, token);
        Address = new Uri($"{_check.Root}?{LiveToken.Parameter}={token}");
        _showing = Task.Run(ShowAsync);
    }

    /// <summary>The address of the page, with its token.</summary>
    public Uri Address { get; }

    /// <summary>Whether it serves no more.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_viewers) return _hasEnded;
        }
    }

    /// <summary>How many are looking.</summary>
    public int ViewerCount => Viewers().Length;

    /// <summary>Notes that the state has changed; viewers are told soon. Costs next to nothing.</summary>
    public void Change()
    {
        if (Interlocked.Exchange(ref _isChanged, 1) == 0) _changed.Release();
    }

    /// <summary>Shows the last state, and ends the server; viewers that do not take it are left behind.</summary>
    public void Dispose()
    {
        lock (_viewers)
        {
            if (_hasEnded) return;
            _hasEnded = true;
        }

        _ending.Cancel();
        Wait(() => _showing);
        byte[]? last = _content.State();
        foreach (Viewer viewer in Viewers()) viewer.End(last);

        using (var farewell = new CancellationTokenSource(_times.Farewell)) Wait(() => _application.StopAsync(farewell.Token));
        Wait(() => _application.DisposeAsync().AsTask());
        _ending.Dispose(); // not what changes are told by: training may go on with another model
    }

    private static WebApplication Build(int port)
    {
        // Empty: no settings from files or the environment, which might open other ports, no log on the console.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    private Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        Protect(response.Headers);
        if (_check.Refusal(request) is { } reason) return TextAsync(response, StatusCodes.Status403Forbidden, reason);
        string? method = request.Path.Value switch { "/" or "/events" => HttpMethods.Get, "/stop" => HttpMethods.Post, _ => null };
        if (method is null) return TextAsync(response, StatusCodes.Status404NotFound, "There is nothing here.");
        if (request.Method != method)
        {
            response.Headers.Allow = method;
            return TextAsync(response, StatusCodes.Status405MethodNotAllowed, $"Here only {method} is answered.");
        }

        switch (request.Path.Value)
        {
            case "/":
                response.ContentType = "text/html; charset=utf-8";
                return WriteAsync(response, _content.Page());
            case "/events": return StreamAsync(context);
            default:
                _content.RequestStop();
                Change();
                return TextAsync(response, StatusCodes.Status202Accepted, "Training ends after this epoch.");
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        var viewer = new Viewer();
        bool isLate;
        lock (_viewers)
        {
            isLate = _hasEnded;
            if (!isLate) _viewers.Add(viewer);
        }

        // Who comes late gets the whole state, as everybody does with every change.
        if (isLate) viewer.End(_content.State());
        else Change();
        try
        {
            await viewer.SendAsync(context.Response, _times.Heartbeat, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The viewer has gone: that is how a stream of events ends.
        }
        finally
        {
            lock (_viewers) _viewers.Remove(viewer);
        }
    }

    /// <summary>Shows changes, with pauses: a page needs no more, and a long history takes a while to write.</summary>
    private async Task ShowAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_ending.Token).ConfigureAwait(false);
                Interlocked.Exchange(ref _isChanged, 0);
                long start = TimeProvider.System.GetTimestamp();
                if (Viewers() is { Length: > 0 } viewers && _content.State() is { } state)
                {
                    foreach (Viewer viewer in viewers) viewer.Show(state);
                }

                await Task.Delay(_times.PauseAfter(TimeProvider.System.GetElapsedTime(start)), _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Training is over; the last state is shown by whoever ends the server.
        }
    }

    private Viewer[] Viewers()
    {
        lock (_viewers) return [.. _viewers];
    }

    /// <summary>Nothing is kept, framed, guessed or told to others.</summary>
    private static void Protect(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "frame-ancestors 'none'"; // what the page may do stands in the page
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static Task TextAsync(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return WriteAsync(response, System.Text.Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static Task WriteAsync(HttpResponse response, byte[] content)
    {
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, response.HttpContext.RequestAborted).AsTask();
    }

    /// <summary>Waits on a thread of the pool: the caller's may be one that continuations need.</summary>
    private static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();
}
