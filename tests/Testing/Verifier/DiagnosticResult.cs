using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A diagnostic that a test expects. A default member is not compared.</summary>
public readonly struct DiagnosticResult
{
    private readonly ImmutableArray<DiagnosticLocation> _spans;
    private readonly object?[]? _arguments;
    private readonly string? _message;

    public DiagnosticResult(string id, DiagnosticSeverity severity)
        : this(id, severity, null, DiagnosticOptions.None, default, null, null, false)
    {
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity, descriptor.MessageFormat, DiagnosticOptions.None, default, null, null, false)
    {
    }

    private DiagnosticResult(
        string id,
        DiagnosticSeverity severity,
        LocalizableString? messageFormat,
        DiagnosticOptions options,
        ImmutableArray<DiagnosticLocation> spans,
        object?[]? arguments,
        string? message,
        bool hasNoLocation)
    {
        Id = id;
        Severity = severity;
        MessageFormat = messageFormat;
        Options = options;
        _spans = spans;
        _arguments = arguments;
        _message = message;
        HasNoLocation = hasNoLocation;
    }

    public string Id { get; }

    public DiagnosticSeverity Severity { get; }

    public LocalizableString? MessageFormat { get; }

    public DiagnosticOptions Options { get; }

    public ImmutableArray<DiagnosticLocation> Spans => _spans.IsDefault ? [] : _spans;

    public object?[]? MessageArguments => _arguments;

    public bool HasLocation => !Spans.IsEmpty;

    /// <summary>Whether the diagnostic must have no place in source.</summary>
    public bool HasNoLocation { get; }

    /// <summary>The whole message; null when only arguments, or nothing, are compared.</summary>
    public string? Message => _message
        ?? (MessageFormat is not null && _arguments is not null ? string.Format(System.Globalization.CultureInfo.InvariantCulture, MessageFormat.ToString(), _arguments) : null);

    public static DiagnosticResult CompilerError(string id) =>
        new DiagnosticResult(id, DiagnosticSeverity.Error).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    public static DiagnosticResult CompilerWarning(string id) =>
        new DiagnosticResult(id, DiagnosticSeverity.Warning).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) =>
        new(Id, severity, MessageFormat, Options, _spans, _arguments, _message, HasNoLocation);

    public DiagnosticResult WithArguments(params object?[] arguments) =>
        new(Id, Severity, MessageFormat, Options, _spans, arguments, null, HasNoLocation);

    public DiagnosticResult WithMessage(string? message) =>
        new(Id, Severity, MessageFormat, Options, _spans, _arguments, message, HasNoLocation);

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) =>
        new(Id, Severity, messageFormat, Options, _spans, _arguments, _message, HasNoLocation);

    public DiagnosticResult WithOptions(DiagnosticOptions options) =>
        new(Id, Severity, MessageFormat, options, _spans, _arguments, _message, HasNoLocation);

    public DiagnosticResult WithNoLocation() =>
        new(Id, Severity, MessageFormat, Options, [], _arguments, _message, true);

    public DiagnosticResult WithLocation(int line, int column) =>
        Append(new(new FileLinePositionSpan("", new(line - 1, column - 1), new(line - 1, column - 1)), DiagnosticLocationOptions.IgnoreLength, null));

    public DiagnosticResult WithLocation(string path, int line, int column) =>
        Append(new(new FileLinePositionSpan(path, new(line - 1, column - 1), new(line - 1, column - 1)), DiagnosticLocationOptions.IgnoreLength, null));

    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.InterpretAsMarkupKey);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options) =>
        Append(new(default, options | DiagnosticLocationOptions.InterpretAsMarkupKey, markupKey));

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan("", startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => Append(new(span, DiagnosticLocationOptions.None, null));

    public override string ToString() =>
        $"{Severity} {Id}{(HasLocation ? " at " + string.Join(", ", Spans) : HasNoLocation ? " without location" : "")}{(Message is { } message ? ": " + message : "")}";

    private DiagnosticResult Append(DiagnosticLocation location) =>
        new(Id, Severity, MessageFormat, Options, Spans.Add(location), _arguments, _message, false);
}

/// <summary>A place in an expected diagnostic; a path of "" is the first file's.</summary>
public readonly record struct DiagnosticLocation(FileLinePositionSpan Span, DiagnosticLocationOptions Options, int? MarkupKey)
{
    public override string ToString() => MarkupKey is { } key ? "#" + key : Span.ToString();
}

[Flags]
public enum DiagnosticOptions
{
    None = 0,
    IgnoreAdditionalLocations = 1,
    IgnoreSeverity = 2,
}

[Flags]
public enum DiagnosticLocationOptions
{
    None = 0,
    IgnoreLength = 1,
    InterpretAsMarkupKey = 2,
}

/// <summary>Which of the compiler's own diagnostics a test must account for.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    Suggestions,
    All,
}
