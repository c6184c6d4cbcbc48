namespace MLNetNeural.Packages.Tests;

/// <summary>What a user does first: install the packages into a new application, train, save, and predict in another process.</summary>
[TestClass]
public class FreshApplicationTests
{
    [TestMethod]
    public void It_installs_the_packages_trains_saves_and_reports_and_a_new_process_loads_the_model_and_predicts_the_same()
    {
        using Application application = Application.Build("Fresh");

        string trained = application.Output("train");
        string loaded = application.Output("predict");

        StringAssert.Contains(loaded, "-0.9: left ");
        StringAssert.Contains(loaded, "0.9: right ");
        StringAssert.EndsWith(trained, loaded, "Scores are the same to the last bit.");
        Assert.IsTrue(application.HasFile("report.html"));
    }
}
