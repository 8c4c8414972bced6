using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>What names mean at one query level (compare <c>ParseState</c>).</summary>
internal sealed class Scope(Scope? outer, CteScope? ctes)
{
    public Scope? Outer { get; } = outer;

    public CteScope? Ctes { get; set; } = ctes;

    public List<NamespaceItem> Items { get; } = [];

    /// <summary>The first item that is visible now; an ON condition sees only the two sides of its join.</summary>
    public int First { get; set; }

    public Dictionary<string, WindowSyntax>? Windows { get; set; }

    /// <summary>How many references to columns of this very level have been made.</summary>
    public int References { get; set; }
}

/// <summary>A name in FROM and the columns it brings (compare <c>ParseNamespaceItem</c>).</summary>
internal sealed class NamespaceItem(string? alias, int source)
{
    private Dictionary<string, ScopeColumn>? _index;

    /// <summary>Null for a join without an alias.</summary>
    public string? Alias { get; } = alias;

    public string? Schema { get; set; }

    /// <summary>The source behind it, or -1 for a join.</summary>
    public int Source { get; } = source;

    public bool IsTable { get; set; }

    /// <summary>Of a join with an alias: the only source inside it whose columns are not known, or -1.</summary>
    public int OpenSource { get; set; } = -1;

    /// <summary>Whether <c>alias.column</c> finds it.</summary>
    public bool IsNamed { get; set; } = true;

    /// <summary>Whether a bare column name looks into it.</summary>
    public bool HasBareColumns { get; set; } = true;

    /// <summary>Whether it may have columns that are not known.</summary>
    public bool IsOpen { get; set; }

    public List<ScopeColumn> Columns { get; set; } = [];

    /// <summary>A function that returns a plain value is that value.</summary>
    public bool IsScalar { get; set; }

    public ScopeColumn? Find(string name)
    {
        if (_index is null)
        {
            _index = [];
            foreach (var column in Columns)
            {
                if (!_index.ContainsKey(column.Name))
                {
                    _index.Add(column.Name, column);
                }
            }
        }

        return _index.TryGetValue(name, out var found) ? found : null;
    }
}

/// <summary>A column by the name that is visible, and what it stands for.</summary>
internal sealed record ScopeColumn(string Name, Expr Value);

/// <summary>The common table expressions of one WITH, inside those of the queries around it.</summary>
internal sealed class CteScope(CteScope? outer)
{
    private readonly Dictionary<string, CteEntry> _entries = [];

    public void Add(string name, CteEntry entry) => _entries[name] = entry;

    public CteEntry? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._entries.TryGetValue(name, out var entry))
            {
                return entry;
            }
        }

        return null;
    }

    private CteScope? Outer { get; } = outer;
}

internal sealed class CteEntry(int id)
{
    public int Id { get; } = id;

    public List<OutputColumn> Columns { get; set; } = [];

    public bool IsOpen { get; set; }
}
