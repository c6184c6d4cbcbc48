using System.Globalization;
using System.Text;

namespace MLNetNeural.Reports.Live.Tests;

/// <summary>A page with a number as its state.</summary>
internal sealed class TestContent : ILiveContent
{
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _padding = [];
    private int _made;

    /// <summary>The state.</summary>
    public int Number { get; set; }

    /// <summary>Letters behind the number, to make a state long.</summary>
    public int Padding { get; init => (field, _padding) = (value, Encoding.UTF8.GetBytes(new string('x', value))); }

    /// <summary>States made so far.</summary>
    public int Made => _made;

    /// <summary>Done when somebody wants to stop.</summary>
    public Task Stop => _stop.Task;

    public byte[] Page() => Encoding.UTF8.GetBytes($"<!DOCTYPE html><title>{Number}</title>");

    public byte[]? State()
    {
        Interlocked.Increment(ref _made);
        return [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{Number},\"padding\":\"")), .. _padding, .. "\"}"u8];
    }

    public void RequestStop() => _stop.TrySetResult();
}
