namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    /// <summary>The values of a row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        /// <summary>Name and value of each column, hidden ones included.</summary>
        public KeyValuePair<string, object>[] Values { get; }

        /// <summary>For example "3 columns".</summary>
        public override string ToString() => $"{Values.Length} columns";
    }
}
