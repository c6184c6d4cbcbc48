using MLNet.Embedded.Tests.Support;

namespace MLNet.Embedded.Tests.Data;

/// <summary>No recorded case is forgotten: each is reproduced by a test, or left out here by name.</summary>
[TestClass]
[TestCategory("GoldenMLNet")]
public class RecordedCasesTests
{
    private static readonly string[] KeysReproduced =
    [
        .. KeyMappingTests.MapValueToKeyCases.Select(c => $"{c[0]}-{c[1]}"),
        "maximumNumberOfKeys-2", "keyData", "addKeyValueAnnotationsAsText", "no-rows", "MapKeyToValue", "MapKeyToValue-in-place",
        "Concatenate-scalars-and-vector", "Concatenate-mixed-types", "Copy-Drop-Select", "MapKeyToVector",
        "OneHotEncoding-Bag", "OneHotEncoding-Indicator", "OneHotEncoding-Key", "OneHotEncoding-Binary", "OneHotEncoding-vector-Indicator",
        "OneHotEncoding-vector-Bag", "OneHotEncoding-ByValue", "OneHotEncoding-Single", "Concatenate-onehot", // in OneHotEncodingTests
        "ConvertType", "ReplaceMissingValues", // in ConvertTypeTests, MissingValuesTests
        "KeyTypeAttribute-in-and-out", // in LoadFromEnumerableTests
    ];

    // Their members are left out of the subset.
    private static readonly string[] KeysLeftOut = ["MapKeyToBinaryVector", "MapValue"];

    private static readonly string[] RowsReproduced =
    [
        .. RowOperationsTests.SplitCases.Select(c => FormattableString.Invariant($"TrainTestSplit n={c[0]} testFraction={c[1]}")),
        "TrainTestSplit without context seed", "TrainTestSplit samplingKeyColumnName text", "TrainTestSplit samplingKeyColumnName with seeds",
        "TrainTestSplit samplingKeyColumnName int / key / float", "TrainTestSplit bad testFraction", "ShuffleRows n=30", "ShuffleRows shufflePoolSize=1",
        "TakeRows / SkipRows", "Cache",
        "CrossValidationSplit folds=4 n=100", "CrossValidationSplit samplingKeyColumnName", "CrossValidationSplit numberOfFolds=1",
        "CrossValidationSplit more folds than rows", "FilterRowsByColumn", "FilterRowsByKeyColumnFraction", "FilterRowsByMissingValues",
        "LoadFromEnumerable", // in LoadFromEnumerableTests
    ];

    // Drawing with replacement: no pipeline of this library needs it.
    private static readonly string[] RowsLeftOut = ["BootstrapSample"];

    [TestMethod]
    public void Every_case_of_keys_and_concatenation_is_accounted_for()
        => Golden.EveryCaseIsNamed("keys-onehot-concat", KeysReproduced, KeysLeftOut);

    [TestMethod]
    public void Every_case_of_row_operations_is_accounted_for()
        => Golden.EveryCaseIsNamed("split-shuffle-filter", RowsReproduced, RowsLeftOut);
}
