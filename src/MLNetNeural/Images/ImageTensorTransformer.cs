using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetNeural.Data;
using MLNetNeural.Images.Inputs;
using MLNetNeural.Networks.Features;
using MLNetNeural.Persistence;

namespace MLNetNeural.Images;

/// <summary>Reads the images of a column and appends a column of their pixels.</summary>
/// <remarks>See <see cref="ImageTensorEstimator"/>. With <see cref="InvalidImageHandling.Skip"/> the output may have fewer rows than
/// the input, the same ones whichever columns are read: until every image has been tried once, reading any column tries the
/// images.</remarks>
public sealed class ImageTensorTransformer : ITransformer
{
    // Version of what Write writes. 2 added what stands behind the normalization, 3 the orientation.
    private const int Version = 3;

    private readonly IHostEnvironment _environment;

    internal ImageTensorTransformer(IHostEnvironment environment, ImageTensorOptions options)
    {
        _environment = environment;
        Options = options;
        var shape = new ImageShape(options.Form.ChannelCount, options.Height, options.Width);
        PrimitiveDataViewType itemType = options.OutputType == ImageTensorType.Byte ? NumberDataViewType.Byte : NumberDataViewType.Single;
        VectorDataViewType type = options.Layout == ImageLayout.ChannelsFirst
            ? new VectorDataViewType(itemType, shape.Channels, shape.Height, shape.Width)
            : new VectorDataViewType(itemType, shape.Height, shape.Width, shape.Channels);
        OutputColumn = new DataViewSchema.DetachedColumn(
            options.OutputColumnName, type,
            ImageAnnotations.Create(shape, options.Layout, options.Channels, options.Normalization.ToAffine(options.Channels)));
    }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal ImageTensorOptions Options { get; }

    /// <summary>The column of pixels.</summary>
    internal DataViewSchema.DetachedColumn OutputColumn { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has no images.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        InputColumn(inputSchema);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        DataViewSchema.DetachedColumn output = OutputColumn;
        builder.AddColumn(output.Name, output.Type, output.Annotations);
        return builder.ToSchema();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has no images.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ImageTensorView(_environment, this, input);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it has no images.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
        => new ComputedRowMapper(new SingleImageColumns(_environment, this, inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => ImageTensorPart.Save(ctx, this);

    /// <summary>The column of images in a schema.</summary>
    internal DataViewSchema.Column InputColumn(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        DataViewSchema.Column? column = schema.GetColumnOrNull(Options.InputColumnName);
        CheckInput(
            Options, column?.Type.ToString(), column is { } found ? ImageInput.KindOf(found.Type) : null,
            schema.Where(known => !known.IsHidden).Select(known => known.Name), "inputSchema");
        return column!.Value;
    }

    /// <summary>Throws unless there is a column of images, and the options can be done to them.</summary>
    internal static void CheckInput(
        ImageTensorOptions options, string? type, ImageInputKind? kind, IEnumerable<string> columns, string parameter)
    {
        string name = options.InputColumnName;
        if (type is null)
        {
            throw new ArgumentOutOfRangeException(
                parameter, $"Could not find input column '{name}' for LoadImageTensor; the columns are: {string.Join(", ", columns)}.");
        }

        if (kind is null)
        {
            throw new ArgumentOutOfRangeException(
                parameter, $"The input column '{name}' of LoadImageTensor must be {ImageInput.AcceptedTypes}, got {type}.");
        }

        if (kind == ImageInputKind.Decoded && options.Orientation == ImageOrientation.Apply)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                $"The input column '{name}' of LoadImageTensor has decoded images (MLImage), which no longer say how they are turned: give it paths "
                + $"or bytes, or set {nameof(ImageTensorOptions)}.{nameof(ImageTensorOptions.Orientation)} to {nameof(ImageOrientation.Ignore)}.");
        }
    }

    /// <summary>Writes all that <see cref="Load"/> needs: names of columns and numbers.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(Options.OutputColumnName);
        writer.Write(Options.InputColumnName);
        writer.Write(Options.Width);
        writer.Write(Options.Height);
        writer.Write((byte)Options.OutputType);
        writer.Write((byte)Options.OnInvalidImage);
        foreach (float value in Options.Normalization.Mean.Concat(Options.Normalization.StandardDeviation))
        {
            writer.Write(value);
        }

        writer.Write((byte)Options.Resizing);
        writer.Write((byte)Options.Filter);
        writer.Write(Options.PadColor.Red);
        writer.Write(Options.PadColor.Green);
        writer.Write(Options.PadColor.Blue);
        writer.Write((byte)Options.Channels);
        writer.Write((byte)Options.Layout);
        writer.Write(Options.MaxPixels);
        writer.Write((byte)Options.Orientation);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="environment">The environment of the new context.</param>
    /// <param name="reader">Stands at the first byte; afterwards behind the last.</param>
    /// <exception cref="FormatException">The version is newer than this library, or what is read makes no sense.</exception>
    internal static ImageTensorTransformer Load(IHostEnvironment environment, BinaryReader reader)
    {
        int version = reader.ReadInt32();
        if (version is < 1 or > Version)
        {
            throw new FormatException(
                $"The model's image tensor step has version {version}, and this library reads versions 1 to {Version}: "
                + "use the library that saved the model.");
        }

        try
        {
            var options = new ImageTensorOptions
            {
                OutputColumnName = reader.ReadString(),
                InputColumnName = reader.ReadString(),
                Width = reader.ReadInt32(),
                Height = reader.ReadInt32(),
                OutputType = (ImageTensorType)reader.ReadByte(),
                OnInvalidImage = (InvalidImageHandling)reader.ReadByte(),
                Normalization = new ChannelNormalization(ReadChannels(reader), ReadChannels(reader)),
            };
            if (version >= 2) options = ReadForm(reader, options);
            if (version >= 3) options = options with { Orientation = (ImageOrientation)reader.ReadByte() };
            options.Validate();
            return new ImageTensorTransformer(environment, options);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            throw new FormatException($"The model's image tensor step is damaged: {exception.Message}", exception);
        }
    }

    private static ImageTensorOptions ReadForm(BinaryReader reader, ImageTensorOptions options) => options with
    {
        Resizing = (ImageResizing)reader.ReadByte(),
        Filter = (ImageFilter)reader.ReadByte(),
        PadColor = new ImageColor(reader.ReadByte(), reader.ReadByte(), reader.ReadByte()),
        Channels = (ImageChannels)reader.ReadByte(),
        Layout = (ImageLayout)reader.ReadByte(),
        MaxPixels = reader.ReadInt64(),
    };

    private static float[] ReadChannels(BinaryReader reader) => [reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()];
}
