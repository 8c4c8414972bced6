using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>A column that a write sets.</summary>
internal sealed record PgAssignment(string Column, int Position, PgExpr Value, Origin At);

/// <summary>A WHEN clause of a MERGE.</summary>
internal sealed record PgMergeAction(MergeMatch Match, CommandKind? Kind, PgExpr? Condition, ImmutableArray<PgAssignment> Assignments);

/// <summary>What a write does beside choosing rows. The SET list of an UPDATE is the query's target list too.</summary>
internal sealed record PgWrite
{
    /// <summary>The SET list of an UPDATE; of an INSERT of one VALUES row, its columns and values.</summary>
    public ImmutableArray<PgAssignment> Assignments { get; init; } = ImmutableArray<PgAssignment>.Empty;

    /// <summary>The columns an INSERT fills, by name, in the order of its rows.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The source an INSERT or MERGE takes rows from, or -1.</summary>
    public int Rows { get; init; } = -1;

    /// <summary>WHERE CURRENT OF a cursor.</summary>
    public bool CurrentOf { get; init; }

    public bool HasConflictClause { get; init; }

    /// <summary>The number that columns of <c>excluded</c> refer to, or -1.</summary>
    public int Excluded { get; init; } = -1;

    public ImmutableArray<PgAssignment> ConflictAssignments { get; init; } = ImmutableArray<PgAssignment>.Empty;

    public PgExpr? ConflictWhere { get; init; }

    /// <summary>The WHERE of the partial index that is meant (<c>arbiterWhere</c>).</summary>
    public PgExpr? ArbiterWhere { get; init; }

    public PgExpr? MergeOn { get; init; }

    public ImmutableArray<PgMergeAction> MergeActions { get; init; } = ImmutableArray<PgMergeAction>.Empty;

    /// <summary>Its expressions that the query does not list elsewhere.</summary>
    public IEnumerable<PgExpr> Exprs()
    {
        foreach (var assignment in ConflictAssignments)
        {
            yield return assignment.Value;
        }

        if (ConflictWhere is { } where)
        {
            yield return where;
        }

        if (ArbiterWhere is { } arbiter)
        {
            yield return arbiter;
        }

        if (MergeOn is { } on)
        {
            yield return on;
        }

        foreach (var action in MergeActions)
        {
            if (action.Condition is { } condition)
            {
                yield return condition;
            }

            foreach (var assignment in action.Assignments)
            {
                yield return assignment.Value;
            }
        }
    }

    /// <summary>The same with every expression rewritten; those of the SET list are the query's targets, which are rewritten there.</summary>
    public PgWrite Map(Func<PgExpr, PgExpr> rewrite)
    {
        PgAssignment One(PgAssignment assignment) => assignment with { Value = rewrite(assignment.Value) };
        return this with
        {
            ConflictAssignments = ConflictAssignments.Select(One).ToImmutableArray(),
            ConflictWhere = ConflictWhere is { } where ? rewrite(where) : null,
            ArbiterWhere = ArbiterWhere is { } arbiter ? rewrite(arbiter) : null,
            MergeOn = MergeOn is { } on ? rewrite(on) : null,
            MergeActions = MergeActions.Select(action => action with
            {
                Condition = action.Condition is { } condition ? rewrite(condition) : null,
                Assignments = action.Assignments.Select(One).ToImmutableArray(),
            }).ToImmutableArray(),
        };
    }
}
