namespace MLNetNeural.Reports.Live;

/// <summary>What a live server shows and passes on; asked from any thread.</summary>
internal interface ILiveContent
{
    /// <summary>The page, UTF-8, with the state that it begins with.</summary>
    byte[] Page();

    /// <summary>The state as JSON on one line, UTF-8; null where there is none yet.</summary>
    byte[]? State();

    /// <summary>A person wants training to end.</summary>
    void RequestStop();
}
