using System.Collections.Immutable;
using MLNetNeural.Networks.Validation;

namespace MLNetNeural.Images;

/// <summary>Options of LoadImageFolder.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>Endings of the files that count as images, whichever way they are capitalised; at least one, each begins with a dot.
    /// Default: .jpg, .jpeg, .png, .gif, .bmp, .webp.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"];

    /// <summary>Whether a class folder may have no images; it then has no rows. Default: false.</summary>
    public bool AllowEmptyClasses { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some option is out of range; the message has all faults.</exception>
    internal void Validate() => new OptionErrors(nameof(ImageFolderOptions))
        .RequireThat(
            !Extensions.IsDefaultOrEmpty && Extensions.All(extension => extension is ['.', _, ..]),
            "ImageFolderOptions.Extensions must be at least one ending such as \".jpg\", each with a dot in front, got "
                + $"{(Extensions.IsDefaultOrEmpty ? "none" : string.Join(", ", Extensions.Select(extension => $"\"{extension}\"")))}.")
        .ThrowIfAny();
}
