using System.Buffers;

namespace Microsoft.ML.Data;

/// <summary>How lines are divided into fields, and fields read: the checked options of a text loader but its columns.</summary>
internal sealed class TextFormat
{
    /// <exception cref="ArgumentOutOfRangeException">An option has no meaning, or none together with another.</exception>
    public TextFormat(TextLoader.Options options)
    {
        HasHeader = options.HasHeader && string.IsNullOrWhiteSpace(options.HeaderFile);
        TrimWhitespace = options.TrimWhitespace;
        AllowQuoting = options.AllowQuoting;
        AllowSparse = options.AllowSparse;
        ReadMultilines = options.AllowQuoting && options.ReadMultilines;
        MissingRealsAsNaNs = options.MissingRealsAsNaNs;
        UseThreads = options.UseThreads;
        MaxRows = options.MaxRows ?? long.MaxValue;
        Require(MaxRows >= 0, nameof(options.MaxRows), $"The number of rows must not be negative, got {MaxRows}.");
        InputSize = options.InputSize ?? 0;
        Require(InputSize >= 0, nameof(options.InputSize), $"The number of fields must not be negative, got {InputSize}.");

        Require(options.Separators is { Length: > 0 }, nameof(options.Separators), "Must specify a separator.");
        SeparatorChars = [.. options.Separators.Distinct()];
        foreach (char separator in SeparatorChars)
            Require(CanSeparate(separator), "Separator", $"Illegal separator: '{separator}'; it must be ASCII, no digit and no double quote.");
        Require(
            !AllowSparse || !SeparatorChars.Contains(':'), "Separator", "When the separator is colon, turn off AllowSparse.");
        SkipsSpaces = !SeparatorChars.Contains(' ');
        Separators = SearchValues.Create([.. SeparatorChars.Select(separator => (byte)separator)]);

        DecimalMarker = options.DecimalMarker;
        Require(
            DecimalMarker is '.' or ',', nameof(options.DecimalMarker),
            $"Decimal marker cannot be the '{DecimalMarker}' character. It must be '.' or ','.");
        Require(
            AllowQuoting || DecimalMarker != ',' || !SeparatorChars.Contains(','), nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        EscapeChar = options.EscapeChar;
        Require(
            !SeparatorChars.Contains(EscapeChar), nameof(options.EscapeChar),
            $"EscapeChar '{EscapeChar}' can't be used both as EscapeChar and separator.");
        Require(char.IsAscii(EscapeChar), nameof(options.EscapeChar), $"EscapeChar '{EscapeChar}' must be ASCII.");
    }

    public SearchValues<byte> Separators { get; }

    public char[] SeparatorChars { get; }

    /// <summary>Spaces around fields count only if a space ends one.</summary>
    public bool SkipsSpaces { get; }

    public bool HasHeader { get; }

    public bool TrimWhitespace { get; }

    public bool AllowQuoting { get; }

    public bool AllowSparse { get; }

    public bool ReadMultilines { get; }

    public bool MissingRealsAsNaNs { get; }

    /// <summary>ML.NET's parsing threads, of which only the type of their errors is left here.</summary>
    public bool UseThreads { get; }

    /// <summary>Number of fields of a line; 0: as the text says.</summary>
    public int InputSize { get; }

    public long MaxRows { get; }

    public char EscapeChar { get; }

    public char DecimalMarker { get; }

    private static bool CanSeparate(char separator)
        => char.IsAscii(separator) && !char.IsAsciiDigit(separator) && separator is (>= ' ' and not '"') or '\t';

    private static void Require(bool isMet, string option, string message)
    {
        if (!isMet)
            throw new ArgumentOutOfRangeException(option, message);
    }
}
