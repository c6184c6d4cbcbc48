using System.Collections.Concurrent;
using Microsoft.ML.Runtime;

namespace MLNetNeural.Images;

/// <summary>The images that one view leaves out: each is named in a warning once, their number at the end of the first pass.</summary>
internal sealed class InvalidImages(IHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private int _isComplete;

    /// <summary>Whether every row's image has been tried, so that those left out are known.</summary>
    public bool IsComplete => Volatile.Read(ref _isComplete) != 0;

    /// <summary>Whether no image was left out so far.</summary>
    public bool IsEmpty => _reasons.IsEmpty;

    /// <summary>Whether an image was left out.</summary>
    /// <param name="key">What tells it from others: see <see cref="Inputs.ImageInput.KeyGetter"/>.</param>
    public bool Contains(string key) => _reasons.ContainsKey(key);

    /// <summary>Notes an image that is left out.</summary>
    public void Add(string key, InvalidImageException invalid)
    {
        if (_reasons.TryAdd(key, invalid.Message))
        {
            Warn($"{invalid.Message.TrimEnd('.')}; its row is skipped.");
        }
    }

    /// <summary>Notes that every row has been seen.</summary>
    public void Complete()
    {
        if (Interlocked.Exchange(ref _isComplete, 1) == 0 && !IsEmpty)
        {
            string images = _reasons.Count == 1 ? "1 image was" : $"{_reasons.Count} images were";
            Warn($"{images} skipped; see the warnings above for the files and reasons.");
        }
    }

    private void Warn(string message)
    {
        using IChannel channel = environment.Start("LoadImageTensor");
        channel.Warning(MessageSensitivity.UserData, message);
    }
}
