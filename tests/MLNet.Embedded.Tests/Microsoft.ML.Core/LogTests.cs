using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Runtime;

namespace MLNet.Embedded.Tests.Core;

[TestClass]
public sealed partial class LogTests
{
    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Messages_of_a_third_party_channel_arrive_as_recorded()
    {
        MLContext ml = new(seed: 1);
        List<object> seen = Listen(ml);

        IHost host = ((IHostEnvironment)ml).Register("MyTrainer");
        using (IChannel channel = host.Start("Training"))
        using (IProgressChannel progress = host.StartProgressChannel("Training"))
        {
            progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry => entry.SetMetric(0, 1));
            progress.Checkpoint(0.5, 1, 10);
            channel.Info(MessageSensitivity.None, "hello {0}", 1);
            channel.Warning(MessageSensitivity.Schema, "schema text");
            channel.Error(MessageSensitivity.UserData, "user text");
            channel.Trace(MessageSensitivity.All, "trace text");
        }

        AssertRecorded("third-party channel and progress", seen);
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Messages_sent_by_the_context_itself_arrive_as_recorded()
    {
        MLContext ml = new(seed: 1);
        List<object> seen = Listen(ml);

        using (IChannel channel = ((IChannelProvider)ml).Start("Direct"))
        {
            channel.Info(MessageSensitivity.None, "x");
        }

        AssertRecorded("direct use of MLContext as IChannelProvider", seen);
    }

    [TestMethod]
    public void Messages_arrive_on_the_thread_that_sends_them_before_the_next_statement()
    {
        MLContext ml = new();
        int thread = 0;
        ml.Log += (_, _) => thread = Environment.CurrentManagedThreadId;

        using IChannel channel = ((IChannelProvider)ml).Start("Here");

        Assert.AreEqual(Environment.CurrentManagedThreadId, thread);
    }

    [TestMethod]
    public void A_message_without_arguments_may_hold_braces()
    {
        MLContext ml = new();
        List<string> messages = [];
        ml.Log += (_, message) => messages.Add(message.RawMessage);

        using IChannel channel = ((IChannelProvider)ml).Start("Here");
        channel.Info(MessageSensitivity.None, "{\"a\": 1}");

        CollectionAssert.Contains(messages, "{\"a\": 1}");
    }

    [TestMethod]
    public void A_report_of_progress_holds_no_more_than_its_header_announces()
    {
        IHostEnvironment env = new MLContext();
        IProgressChannel progress = env.StartProgressChannel("Work");

        progress.Checkpoint();
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => progress.Checkpoint(1)).Message, "Too many values provided in Checkpoint");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), _ => { });
        progress.Checkpoint(.5, 1, 10);
        Assert.ThrowsExactly<InvalidOperationException>(() => progress.Checkpoint(.5, 1, 10, 3));
        progress.Dispose();
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => progress.Checkpoint(.5)).Message, "after disposing");
    }

    [TestMethod]
    [TestCategory("GoldenMLNet")]
    public void Every_recorded_run_is_tested_or_left_out_by_name()
    {
        string[] tested = ["third-party channel and progress", "direct use of MLContext as IChannelProvider"];
        // Trainers that are not here, and the names of ML.NET's own components, which need not be matched.
        string[] leftOut = ["SdcaMaximumEntropy.Fit", "OnlineGradientDescent regression Fit", "ml.Model.Save", "evaluation with unknown labels"];

        CollectionAssert.AreEquivalent(
            GoldenFile.Read("log-events.json").EnumerateObject().Select(run => run.Name).Except(["what", "facts"]).ToArray(),
            tested.Concat(leftOut).ToArray());
    }

    private static List<object> Listen(MLContext ml)
    {
        List<object> seen = [];
        ml.Log += (sender, message) => seen.Add(new
        {
            sender = sender!.GetType().Name,
            Kind = message.Kind.ToString(),
            message.Source,
            RawMessage = Elapsed().Replace(message.RawMessage, "Elapsed <elapsed>."),
            Message = Elapsed().Replace(message.Message, "Elapsed <elapsed>."),
            count = 1,
        });
        return seen;
    }

    private static void AssertRecorded(string name, List<object> seen)
    {
        JsonElement recorded = GoldenFile.Read("log-events.json").GetProperty(name);
        Assert.AreEqual(recorded.GetProperty("events").GetInt32(), seen.Count);
        GoldenFile.AssertSame(recorded.GetProperty("distinct, in order of first appearance"), seen, name);
    }

    [GeneratedRegex(@"Elapsed [0-9:.]+\.")]
    private static partial Regex Elapsed();
}
