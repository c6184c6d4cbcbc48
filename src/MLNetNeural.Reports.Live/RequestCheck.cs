using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MLNetNeural.Reports.Live;

/// <summary>
/// Which requests a live server answers. It listens on the loopback interface, but the browser on the same machine shows pages of the
/// whole world: a name that resolves to 127.0.0.1 (DNS rebinding) shows in Host, a request from another site in Origin.
/// </summary>
/// <param name="port">The port of the server.</param>
/// <param name="token">The secret in its address.</param>
internal sealed class RequestCheck(int port, LiveToken token)
{
    private const int DefaultPort = 80;

    private readonly string[] _hosts = [.. new[] { "127.0.0.1", "localhost" }.Select(name => port == DefaultPort ? name : $"{name}:{port}")];

    /// <summary>The address of the server, without the token.</summary>
    public string Root => $"http://{_hosts[0]}/";

    /// <summary>Why a request is refused; null where it is not.</summary>
    public string? Refusal(HttpRequest request)
        => !_hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase) ? "This server has another name."
            : request.Headers.TryGetValue(HeaderNames.Origin, out var origin) && !IsOwn(origin) ? "Pages of other sites may not ask this server."
            : !token.IsIn(request) ? $"The address lacks the right {LiveToken.Parameter}: open the whole address that training printed."
            : null;

    private bool IsOwn(string? origin) => _hosts.Any(host => string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase));
}
