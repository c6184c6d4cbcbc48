using Microsoft.ML.Runtime;

namespace MLNetNeural.Images;

/// <summary>Names the first image that is stored turned and left so, once.</summary>
internal sealed class IgnoredOrientation(IHostEnvironment environment)
{
    private int _isNamed;

    /// <summary>Notes an image that is left as it is stored.</summary>
    public void Note(ImageName name)
    {
        if (Interlocked.Exchange(ref _isNamed, 1) != 0) return;
        using IChannel channel = environment.Start("LoadImageTensor");
        channel.Warning(
            MessageSensitivity.UserData,
            $"{name.Text} is stored turned or mirrored (EXIF orientation) and is left so, as torchvision leaves it, and so are all others; set "
            + $"{nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.Orientation)} to {nameof(ImageOrientation.Apply)} to have such images turned.");
    }
}
