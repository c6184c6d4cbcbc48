using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetNeural.Reports.Html;

/// <summary>Reports as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ReportData))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>JSON on one line of ASCII, safe within a script element and as an event of a stream.</summary>
    /// <remarks>The default encoder is the one for HTML: &lt;, &gt;, &amp;, ', U+2028 and U+2029 become \uXXXX, so that no text can end a script element.</remarks>
    public static string Write(ReportData data) => JsonSerializer.Serialize(data, Default.ReportData);

    /// <summary>The same in UTF-8.</summary>
    public static byte[] WriteUtf8(ReportData data) => Encoding.UTF8.GetBytes(Write(data));
}
