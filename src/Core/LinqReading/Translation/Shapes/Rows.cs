using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Shapes;

/// <summary>A query being translated: its SELECT so far, and what its rows are to the next operator.</summary>
internal sealed class Rows
{
    public Rows(Select select, Shape element)
    {
        Owner = new RowsOwner(select);
        Element = element;
    }

    public RowsOwner Owner { get; }

    public Select Select => Owner.Select;

    /// <summary>What a row is.</summary>
    public Shape Element { get; set; }

    /// <summary>Whether a projection is pending that the SELECT does not have yet.</summary>
    public bool Projected { get; set; }

    public ITypeSymbol? ElementType { get; set; }

    /// <summary>Set while the rows are groups.</summary>
    public Grouping? Grouping { get; set; }
}

/// <summary>The SELECT that an entity's navigations are joined to; joining two queries makes them one owner.</summary>
internal sealed class RowsOwner(Select select)
{
    private readonly Select _select = select;
    private RowsOwner? _merged;

    public Select Select => Root._select;

    public RowsOwner Root
    {
        get
        {
            var at = this;
            while (at._merged is { } next)
            {
                at = next;
            }

            return at;
        }
    }

    public void MergeInto(RowsOwner other)
    {
        var root = Root;
        if (!ReferenceEquals(root, other.Root))
        {
            root._merged = other.Root;
        }
    }
}

/// <summary>What GroupBy leaves: the key, and how to come by the rows of one group again.</summary>
internal sealed class Grouping(OperatorNode node, Env env, Shape key, Shape element, List<Expr> terms, RowsOwner owner)
{
    public OperatorNode Node { get; } = node;

    /// <summary>Where the source and selectors of <see cref="Node"/> resolve.</summary>
    public Env Env { get; } = env;

    public Shape Key { get; } = key;

    public Shape Element { get; } = element;

    public List<Expr> Terms { get; } = terms;

    public RowsOwner Owner { get; } = owner;
}
