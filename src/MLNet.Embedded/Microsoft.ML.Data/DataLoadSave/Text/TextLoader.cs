using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.ML.Internal;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes views of text files whose lines are rows of fields between separators.</summary>
/// <remarks>
/// Empty lines and lines that start with // are no rows, nor are lines that start with # before the first row. Spaces before a field are
/// dropped. An empty or absent field is the default of its type; for Single and Double see <see cref="Options.MissingRealsAsNaNs"/>.
/// A text that is no number is NaN in a Single or Double column; in a column of a type without a missing value it ends the pass with an
/// InvalidOperationException.
/// </remarks>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly string[]?[] _slotNames;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options? options, IMultiStreamSource? dataSample)
    {
        _host = env.Register(nameof(TextLoader));
        IMultiStreamSource sample = dataSample ?? new MultiFileSource();
        MultiFileSource? headerFile = string.IsNullOrWhiteSpace(options?.HeaderFile) ? null : new MultiFileSource(options.HeaderFile);
        options = WithColumns(options ?? new(), headerFile ?? sample);
        _format = new(options);
        using IChannel channel = _host.Start("Binding");
        _columns = TextColumnBinder.Bind(options.Columns!, _format, sample, channel);
        IMultiStreamSource? header = headerFile ?? (_format.HasHeader ? sample : null);
        _slotNames = header is null ? new string[]?[_columns.Length] : TextColumnBinder.SlotNames(_columns, _format, header);
        _schema = SchemaOf(_columns, _slotNames);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <inheritdoc/>
    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextView(this, source);
    }

    internal static TextLoader Create<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TInput>(
        IHostEnvironment env, Options options, IMultiStreamSource? dataSample)
    {
        const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;
        MemberInfo[] members =
        [
            .. typeof(TInput).GetFields(PublicInstance),
            .. typeof(TInput).GetProperties(PublicInstance)
                .Where(property => property.GetGetMethod() is not null && property.GetIndexParameters().Length == 0),
        ];
        if (members.Length == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(TInput), $"Should define at least one public, readable field or property in {typeof(TInput)}.");
        }
        options.Columns = Array.ConvertAll(members, ColumnOf);
        return new(env, options, dataSample);
    }

    internal TextCursor CreateCursor(IMultiStreamSource source, bool[] isActive)
        => new(_schema, _columns, isActive, _format, source, new ParseReport(_host));

    private static Column ColumnOf(MemberInfo member)
    {
        string what = member is FieldInfo ? "Field" : "Property";
        LoadColumnAttribute load = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw Marked.InvalidOperation($"{what} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type type = MemberTypes.TypeOf(member);
        Type itemType = type.IsArray ? type.GetElementType()! : type;
        return new()
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            Source = load.Sources,
            DataKind = ColumnTypes.KindOf(itemType == typeof(string) ? typeof(ReadOnlyMemory<char>) : itemType)
                ?? throw Marked.InvalidOperation($"{what} {member.Name} is of unsupported type {type}."),
            KeyCount = member.GetCustomAttribute<KeyTypeAttribute>() is { } key ? new KeyCount(key.Count) : null,
        };
    }

    // Columns given, described in the file, or those of old: a label and the rest.
    private Options WithColumns(Options options, IMultiStreamSource sample)
    {
        if (options.Columns is { Length: > 0 })
            return options;
        if (EmbeddedOptions.ReadOrNull(sample) is { } text)
        {
            using IChannel channel = _host.Start("Parsing options from file");
            if (EmbeddedOptions.CanReplace(options))
            {
                Options embedded = EmbeddedOptions.ParseOrNull(text)
                    ?? throw Marked.InvalidOperation("TextLoader options embedded in the file are invalid");
                embedded.MaxRows = options.MaxRows;
                embedded.HeaderFile = options.HeaderFile;
                return embedded;
            }
            channel.Warning(
                MessageSensitivity.None,
                "Arguments cannot be embedded in the file and in the command line. The embedded arguments will be ignored");
        }
        return options.With([new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new Range(1, null)])]);
    }

    private static DataViewSchema SchemaOf(TextColumn[] columns, string[]?[] slotNames)
    {
        DataViewSchema.Builder schema = new();
        for (int i = 0; i < columns.Length; i++)
        {
            DataViewSchema.Annotations.Builder annotations = new();
            if (slotNames[i] is { } names)
            {
                ReadOnlyMemory<char>[] texts = Array.ConvertAll(names, name => name.AsMemory());
                VBuffer<ReadOnlyMemory<char>> vector = new(texts.Length, texts);
                annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
                    AnnotationUtils.Kinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, texts.Length),
                    (ref value) => vector.CopyTo(ref value));
            }
            schema.AddColumn(columns[i].Name, columns[i].Type, annotations.ToAnnotations());
        }
        return schema.ToSchema();
    }
}
