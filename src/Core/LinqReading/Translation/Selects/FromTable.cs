using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>Something rows come from in a <see cref="Select"/>.</summary>
internal abstract class FromTable
{
    /// <summary>The select whose FROM it stands in.</summary>
    public Select Parent { get; set; } = null!;

    public Origin At { get; init; } = Origin.None;

    /// <summary>Whether a join can make all its columns NULL.</summary>
    public bool Optional { get; set; }

    public abstract string AliasBase { get; }
}

internal sealed class BaseTable(TableName name, string? display) : FromTable
{
    public TableName Name { get; } = name;

    public string? Display { get; } = display;

    public override string AliasBase => Name.Name;
}

/// <summary>A subquery in FROM.</summary>
internal sealed class SubqueryTable(Select query) : FromTable
{
    public Select Query { get; } = query;

    public override string AliasBase => "s";
}

/// <summary>A set operation; its columns are named by its first arm's.</summary>
internal sealed class SetTable(SetKind kind, bool all, Select left, Select right) : FromTable
{
    public SetKind Kind { get; } = kind;

    public bool All { get; } = all;

    public Select Left { get; } = left;

    public Select Right { get; } = right;

    public override string AliasBase => "u";
}

/// <summary>A set-returning function, such as <c>unnest(@ids)</c>.</summary>
internal sealed class FunctionTable(FuncExpr call, ImmutableArray<string> columns) : FromTable
{
    public FuncExpr Call { get; } = call;

    public ImmutableArray<string> Columns { get; } = columns;

    public override string AliasBase => "f";
}

/// <summary>A list of values.</summary>
internal sealed class ValuesTable(ImmutableArray<Expr> items) : FromTable
{
    public ImmutableArray<Expr> Items { get; } = items;

    public override string AliasBase => "v";
}

/// <summary>SQL text that the user wrote.</summary>
internal sealed class RawTable(LinqSql sql, EntityModel model) : FromTable
{
    public LinqSql Sql { get; } = sql;

    public EntityModel Model { get; } = model;

    public override string AliasBase => "m";
}

/// <summary>Several tables with the same columns under one name: table-per-concrete-type.</summary>
internal sealed class UnionTable(ImmutableArray<UnionArm> arms, ImmutableArray<string> columns, string display) : FromTable
{
    /// <summary>The column that tells the types apart: each arm gives its own name there.</summary>
    public const string Discriminator = "Discriminator";

    public ImmutableArray<UnionArm> Arms { get; set; } = arms;

    public ImmutableArray<string> Columns { get; } = columns;

    public string Display { get; } = display;

    public override string AliasBase => "u";
}

/// <param name="Type">The entity's short name.</param>
/// <param name="Name">Its table.</param>
/// <param name="Columns">The columns that it has; the others are NULL in its rows.</param>
internal sealed record UnionArm(string Type, TableName Name, ImmutableHashSet<string> Columns);

internal enum EntryKind { First, Inner, Left, Right, Cross, CrossApply, OuterApply }

/// <summary>A table with how it is joined to those before it.</summary>
internal sealed class TableEntry(EntryKind kind, FromTable table, Expr? on)
{
    public EntryKind Kind { get; set; } = kind;

    public FromTable Table { get; } = table;

    public Expr? On { get; set; } = on;

    /// <summary>Left out when no column of it is used (EF Core's <c>SqlTreePruner</c>).</summary>
    public bool Prunable { get; init; }

    public Origin At { get; init; } = Origin.None;
}
