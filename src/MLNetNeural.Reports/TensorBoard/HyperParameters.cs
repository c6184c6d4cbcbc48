using Google.Protobuf.WellKnownTypes;
using MLNetNeural.Reports.TensorBoard.Messages;
using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>What TensorBoard's page HPARAMS shows of a run: its options, and how it ended.</summary>
internal static class HyperParameters
{
    public const string StartTag = "_hparams_/session_start_info";
    public const string EndTag = "_hparams_/session_end_info";

    public static HParamsPluginData Start(MlpOptions options, double startSeconds)
    {
        var session = new SessionStartInfo { StartTimeSecs = startSeconds };
        foreach ((string name, object value) in OptionTable.Of(options))
        {
            session.Hparams.Add(name, value switch { double number => Value.ForNumber(number), bool isSet => Value.ForBool(isSet), _ => Value.ForString((string)value) });
        }

        return new HParamsPluginData { SessionStartInfo = session };
    }

    public static HParamsPluginData End(TrainingEnd end, double endSeconds)
        => new() { SessionEndInfo = new() { Status = end.Error is null ? Status.Success : Status.Failure, EndTimeSecs = endSeconds } };
}
