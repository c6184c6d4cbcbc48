using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MLNetNeural.Reports.Live;

/// <summary>The secret in the address of a live page: 256 random bits. Who has not seen the address cannot guess it.</summary>
internal sealed class LiveToken
{
    public const string Parameter = "token";
    private const int Bytes = 32;

    private readonly byte[] _text = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Whether a request has it, once; the time that the comparison takes says nothing about where a guess goes wrong.</summary>
    public bool IsIn(HttpRequest request)
    {
        StringValues given = request.Query[Parameter];
        return given.Count == 1 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[0] ?? ""), _text);
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.ASCII.GetString(_text);
}
