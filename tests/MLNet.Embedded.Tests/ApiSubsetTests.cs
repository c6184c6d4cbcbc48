using System.Reflection;
using MLNet.Embedded.Tests.ApiSubset;

namespace MLNet.Embedded.Tests;

[TestClass]
[TestCategory("ApiSubset")]
public class ApiSubsetTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_public_type_and_member_exists_in_Microsoft_ML_5_0_0_with_the_same_signature()
    {
        Type[] types = [.. Assembly.Load("MLNet.Embedded").GetTypes().Where(IsVisible)];
        ApiComparer comparer = new(ApiListing.Read(), types);

        List<string> offenders = comparer.FindOffenders();

        TestContext.WriteLine($"MLNet.Embedded: {types.Length} public types, {comparer.MemberCount} public members, {offenders.Count} offenders.");
        Assert.IsNotEmpty(types);
        Assert.IsEmpty(offenders, string.Join(Environment.NewLine, offenders));
    }

    // Also nested types that only derived classes see.
    private static bool IsVisible(Type type) => type.DeclaringType is { } outer
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(outer)
        : type.IsPublic;
}
