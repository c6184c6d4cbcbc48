using MLNetNeural.Trainers;

namespace MLNetNeural.Reports.TensorBoard;

/// <summary>
/// The messages of TensorBoard's HPARAMS page: HParamsPluginData { version 1, session_start_info 3: SessionStartInfo { hparams 1:
/// map&lt;string, google.protobuf.Value&gt;, start_time_secs 5 }, session_end_info 4: SessionEndInfo { status 1, end_time_secs 2 } };
/// tensorboard/plugins/hparams/plugin_data.proto. As metrics the page takes the scalars of the same run.
/// </summary>
internal static class HyperParameters
{
    public const string StartTag = "_hparams_/session_start_info";
    public const string EndTag = "_hparams_/session_end_info";
    public const string PluginName = "hparams";

    private const int Success = 1, Failure = 2;

    public static void WriteStart(ProtoWriter proto, MlpOptions options, double startSeconds)
    {
        int session = proto.Begin(3);
        foreach ((string name, object value) in OptionTable.Of(options))
        {
            int entry = proto.Begin(1);
            proto.Text(1, name);
            int held = proto.Begin(2);
            switch (value)
            {
                case double number: proto.Double(2, number); break;
                case bool isSet: proto.Integer(4, isSet ? 1 : 0); break;
                default: proto.Text(3, (string)value); break;
            }

            proto.End(held);
            proto.End(entry);
        }

        proto.Double(5, startSeconds);
        proto.End(session);
    }

    public static void WriteEnd(ProtoWriter proto, TrainingEnd end, double endSeconds)
    {
        int session = proto.Begin(4);
        proto.Integer(1, end.Error is null ? Success : Failure);
        proto.Double(2, endSeconds);
        proto.End(session);
    }
}
