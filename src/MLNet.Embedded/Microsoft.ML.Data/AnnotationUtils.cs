namespace Microsoft.ML.Data;

/// <summary>The annotations that ML.NET's components agree on.</summary>
internal static class AnnotationUtils
{
    /// <summary>Their names.</summary>
    public static class Kinds
    {
        /// <summary>Names of a vector's slots: a text vector of its size.</summary>
        public const string SlotNames = "SlotNames";

        /// <summary>The values that keys stand for: a vector of the key's count.</summary>
        public const string KeyValues = "KeyValues";

        /// <summary>Whether the values are normalised.</summary>
        public const string IsNormalized = "IsNormalized";

        /// <summary>First and last slot, in pairs, of what came of one category each: an Int32 vector.</summary>
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";

        /// <summary>Number of the set that a score column belongs to: a UInt32 key.</summary>
        public const string ScoreColumnSetId = "ScoreColumnSetId";

        /// <summary>The task a score column belongs to: text.</summary>
        public const string ScoreColumnKind = "ScoreColumnKind";

        /// <summary>What a score column is within its set: text.</summary>
        public const string ScoreValueKind = "ScoreValueKind";

        /// <summary>The label's key values in training.</summary>
        public const string TrainingLabelValues = "TrainingLabelValues";
    }
}
