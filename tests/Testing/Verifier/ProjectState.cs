using System.Collections;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The files and references of a project under test.</summary>
public class ProjectState(string name)
{
    public string Name { get; } = name;

    public string AssemblyName { get; } = name;

    public SourceFileList Sources { get; } = new("/0/Test", "cs");

    public List<MetadataReference> AdditionalReferences { get; } = [];

    public List<string> AdditionalProjectReferences { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    public SourceFileCollection AdditionalFiles { get; } = [];
}

/// <summary>The project under test, the projects it references, and what is expected of it.</summary>
public sealed class SolutionState(string name) : ProjectState(name)
{
    public ProjectCollection AdditionalProjects { get; } = new();

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];
}

public sealed class ProjectCollection : IEnumerable<KeyValuePair<string, ProjectState>>
{
    private readonly Dictionary<string, ProjectState> _projects = [];

    public ProjectState this[string name] =>
        _projects.TryGetValue(name, out var project) ? project : _projects[name] = new ProjectState(name);

    public IEnumerator<KeyValuePair<string, ProjectState>> GetEnumerator() => _projects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public class SourceFileCollection : List<(string Filename, string Content)>;

/// <summary>Source files; one that is added without a name gets the next default name.</summary>
public sealed class SourceFileList(string prefix, string extension) : SourceFileCollection
{
    public void Add(string content) => Add(($"{prefix}{Count}.{extension}", content));
}
