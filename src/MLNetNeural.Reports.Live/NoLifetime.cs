using Microsoft.Extensions.Hosting;

namespace MLNetNeural.Reports.Live;

/// <summary>A host that leaves the process alone: that of a web application takes Ctrl-C and the end of the process for itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
