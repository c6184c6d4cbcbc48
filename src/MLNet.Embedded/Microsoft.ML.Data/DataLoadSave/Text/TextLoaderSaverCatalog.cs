using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Text files in and out.</summary>
public static class TextLoaderSaverCatalog
{
    /// <summary>A loader of text files.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">The character that ends a field.</param>
    /// <param name="hasHeader">Whether the first line of each file names the fields; those of <paramref name="dataSample"/> become slot names.</param>
    /// <param name="dataSample">Data to learn slot names and the length of lines from.</param>
    /// <param name="allowQuoting">Whether a field may stand in double quotes.</param>
    /// <param name="trimWhitespace">Whether white space at the end of a line is dropped.</param>
    /// <param name="allowSparse">Whether lines may be sparse; see <see cref="TextLoader.Options.AllowSparse"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or a column is wrong.</exception>
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => new(
            catalog.GetEnvironment(),
            Options(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse, columns),
            dataSample);

    /// <summary>A loader of text files.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The columns and how to read them.</param>
    /// <param name="dataSample">Data to learn slot names and the length of lines from.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or a column is wrong.</exception>
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource? dataSample = null)
        => new(catalog.GetEnvironment(), options, dataSample);

    /// <summary>A loader of text files whose columns are the members of a class.</summary>
    /// <typeparam name="TInput">The class; each public field and property has a <see cref="LoadColumnAttribute"/>.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="separatorChar">The character that ends a field.</param>
    /// <param name="hasHeader">Whether the first line of each file names the fields; those of <paramref name="dataSample"/> become slot names.</param>
    /// <param name="dataSample">Data to learn slot names from.</param>
    /// <param name="allowQuoting">Whether a field may stand in double quotes.</param>
    /// <param name="trimWhitespace">Whether white space at the end of a line is dropped.</param>
    /// <param name="allowSparse">Whether lines may be sparse; see <see cref="TextLoader.Options.AllowSparse"/>.</param>
    /// <exception cref="InvalidOperationException">A member has no <see cref="LoadColumnAttribute"/>, or a type that text is not read as.</exception>
    public static TextLoader CreateTextLoader<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => TextLoader.Create<TInput>(
            catalog.GetEnvironment(), Options(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    /// <summary>A loader of text files whose columns are the members of a class.</summary>
    /// <typeparam name="TInput">The class; each public field and property has a <see cref="LoadColumnAttribute"/>.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How to read; its columns are set.</param>
    /// <param name="dataSample">Data to learn slot names from.</param>
    /// <exception cref="InvalidOperationException">A member has no <see cref="LoadColumnAttribute"/>, or a type that text is not read as.</exception>
    public static TextLoader CreateTextLoader<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TInput>(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource? dataSample = null)
        => TextLoader.Create<TInput>(catalog.GetEnvironment(), options ?? new(), dataSample);

    /// <summary>A view of text files; they are read anew in every pass.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The files; see <see cref="MultiFileSource"/> for patterns.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">The character that ends a field.</param>
    /// <param name="hasHeader">Whether the first line of each file is left out.</param>
    /// <param name="allowQuoting">Whether a field may stand in double quotes.</param>
    /// <param name="trimWhitespace">Whether white space at the end of a line is dropped.</param>
    /// <param name="allowSparse">Whether lines may be sparse; see <see cref="TextLoader.Options.AllowSparse"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file, or a column is wrong.</exception>
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        MultiFileSource files = Files(path);
        return CreateTextLoader(catalog, columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(files);
    }

    /// <summary>A view of text files, which are their own sample; they are read anew in every pass.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The files; see <see cref="MultiFileSource"/> for patterns.</param>
    /// <param name="options">The columns and how to read them; null: as a comment at the start of the file says.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file, or an option is wrong or does not fit the data.</exception>
    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options? options = null)
    {
        MultiFileSource files = Files(path);
        return new TextLoader(catalog.GetEnvironment(), options, files).Load(files);
    }

    /// <summary>A view of text files whose columns are the members of a class; they are read anew in every pass.</summary>
    /// <typeparam name="TInput">The class; each public field and property has a <see cref="LoadColumnAttribute"/>.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The files; see <see cref="MultiFileSource"/> for patterns.</param>
    /// <param name="separatorChar">The character that ends a field.</param>
    /// <param name="hasHeader">Whether the first line of each file is left out.</param>
    /// <param name="allowQuoting">Whether a field may stand in double quotes.</param>
    /// <param name="trimWhitespace">Whether white space at the end of a line is dropped.</param>
    /// <param name="allowSparse">Whether lines may be sparse; see <see cref="TextLoader.Options.AllowSparse"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">A member has no <see cref="LoadColumnAttribute"/>, or a type that text is not read as.</exception>
    public static IDataView LoadFromTextFile<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        MultiFileSource files = Files(path);
        return CreateTextLoader<TInput>(catalog, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(files);
    }

    /// <summary>A view of text files whose columns are the members of a class; they are read anew in every pass.</summary>
    /// <typeparam name="TInput">The class; each public field and property has a <see cref="LoadColumnAttribute"/>.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The files; see <see cref="MultiFileSource"/> for patterns.</param>
    /// <param name="options">How to read; its columns are set.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such file, or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">A member has no <see cref="LoadColumnAttribute"/>, or a type that text is not read as.</exception>
    public static IDataView LoadFromTextFile<[DynamicallyAccessedMembers(SchemaDefinition.Members)] TInput>(
        this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        MultiFileSource files = Files(path);
        return CreateTextLoader<TInput>(catalog, options).Load(files);
    }

    /// <summary>Writes a view as text.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The view; columns that are no values or vectors of ML.NET's own types are left out.</param>
    /// <param name="stream">Receives the text in UTF-8; it stays open.</param>
    /// <param name="separatorChar">The character between fields: tab, space, comma, semicolon or bar.</param>
    /// <param name="headerRow">Whether the first row names the fields, if any has a name.</param>
    /// <param name="schema">Whether a comment at the start describes the columns, so that the file can be loaded without options.</param>
    /// <param name="keepHidden">Whether columns hidden by later ones of the same name are written too.</param>
    /// <param name="forceDense">Whether rows are never written in sparse form.</param>
    /// <exception cref="ArgumentOutOfRangeException">The separator is none of those.</exception>
    /// <exception cref="InvalidOperationException">No column can be written.</exception>
    public static void SaveAsText(
        this DataOperationsCatalog catalog,
        IDataView data,
        Stream stream,
        char separatorChar = '\t',
        bool headerRow = true,
        bool schema = true,
        bool keepHidden = false,
        bool forceDense = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        new TextSaver(catalog.GetEnvironment(), separatorChar, headerRow, schema, forceDense).Save(data, stream, keepHidden);
    }

    private static TextLoader.Options Options(
        char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse, TextLoader.Column[]? columns = null)
        => new()
        {
            Columns = columns,
            Separators = [separator],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };

    private static MultiFileSource Files(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return MultiFileSource.Expand(path).Any()
            ? new(path)
            : throw new ArgumentOutOfRangeException(nameof(path), $"File or directory does not exist at path: {path}");
    }
}
