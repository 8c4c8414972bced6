using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>How a table is joined to those before it, best first (<c>JoinRuleType</c>).</summary>
internal enum JoinRule { None, Reference, Local, SingleHash, SingleRange, Dual, CartesianReference, Cartesian }

/// <summary>The order in which Citus joins tables when nothing is pushed down (<c>multi_join_order.c</c>).</summary>
internal sealed class JoinOrder(List<PgSource> tables, List<PgExpr> clauses)
{
    private sealed record Step(PgSource Table, JoinRule Rule, List<PgVar> Keys, bool Hashed, PgSource? Anchor);

    private readonly List<PgExpr> _joinClauses = clauses.FindAll(IsJoinClause);

    /// <summary>The rules of the best order; null when no order joins all tables.</summary>
    public List<JoinRule>? Best()
    {
        var candidates = tables.Select(Starting).Where(static order => order is not null).Select(static order => order!).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        for (var rule = JoinRule.Cartesian; rule > JoinRule.None; rule--)
        {
            var fewest = candidates.Min(order => order.Count(step => step.Rule == rule));
            candidates = candidates.FindAll(order => order.Count(step => step.Rule == rule) == fewest);
        }

        // Of equals, the one that moves rows latest.
        var latest = candidates.Max(FirstTransfer);
        return candidates.First(order => FirstTransfer(order) == latest).Select(static step => step.Rule).ToList();
    }

    private static int FirstTransfer(List<Step> order)
    {
        var index = order.FindIndex(static step => step.Rule is JoinRule.SingleHash or JoinRule.SingleRange or JoinRule.Dual or JoinRule.Cartesian);
        return index < 0 ? order.Count : index;
    }

    private List<Step>? Starting(PgSource first)
    {
        var current = new Step(first, JoinRule.None, Keys(first), CitusTables.HasKey(first), first);
        var order = new List<Step> { current };
        var joined = new HashSet<int> { first.Id };
        while (order.Count < tables.Count)
        {
            Step? next = null;
            foreach (var table in tables)
            {
                if (!joined.Contains(table.Id) && Evaluate(joined, current, table) is { } step && (next is null || step.Rule < next.Rule))
                {
                    next = step;
                }
            }

            if (next is null)
            {
                return null;
            }

            order.Add(next);
            joined.Add(next.Table.Id);
            current = next;
        }

        return order;
    }

    private static List<PgVar> Keys(PgSource table)
    {
        var key = CitusTables.KeyColumn(table);
        return key == 0 ? new() : new() { new PgVar(table.Id, key, table.TypeOf(key)) };
    }

    private Step? Evaluate(HashSet<int> joined, Step current, PgSource table)
    {
        var applicable = _joinClauses.FindAll(clause =>
        {
            var vars = PgWalk.Vars(clause);
            return vars.Exists(var => var.Source == table.Id) && vars.TrueForAll(var => var.Source == table.Id || joined.Contains(var.Source));
        });
        var reference = CitusTables.IsReference(table);
        if (reference && applicable.Count > 0)
        {
            return new Step(table, JoinRule.Reference, current.Keys, current.Hashed, current.Anchor);
        }

        if (Local(current, table, applicable) is { } local)
        {
            return local;
        }

        if (applicable.Exists(static clause => Columns(clause) is var (left, right) && left.Type.Name == right.Type.Name))
        {
            return new Step(table, JoinRule.Dual, new(), false, null);
        }

        if (reference)
        {
            return new Step(table, JoinRule.CartesianReference, current.Keys, current.Hashed, current.Anchor);
        }

        return applicable.Count == 0 ? new Step(table, JoinRule.Cartesian, current.Keys, current.Hashed, null) : null;
    }

    /// <summary>Colocated tables joined on their keys.</summary>
    private static Step? Local(Step current, PgSource table, List<PgExpr> applicable)
    {
        if (current.Anchor is null || current.Hashed != CitusTables.HasKey(table) || Keys(table) is not [var key])
        {
            return null;
        }

        var onKeys = current.Keys.Exists(known => applicable.Exists(clause => Columns(clause) is var (left, right)
            && ((left.Same(known) && right.Same(key)) || (left.Same(key) && right.Same(known)))));
        return onKeys && CitusTables.Group(current.Anchor) == CitusTables.Group(table)
            ? new Step(table, JoinRule.Local, current.Keys.Append(key).ToList(), current.Hashed, current.Anchor)
            : null;
    }

    private static (PgVar Left, PgVar Right)? Columns(PgExpr clause) =>
        clause is PgOp { IsEquality: true } op && PgTraits.StripImplicit(op.Left) is PgVar left && PgTraits.StripImplicit(op.Right) is PgVar right
            ? (left, right)
            : null;

    /// <summary>It names columns of more than one table.</summary>
    public static bool IsJoinClause(PgExpr clause)
    {
        var vars = PgWalk.Vars(clause);
        return vars.Count > 0 && vars.Exists(var => var.Source != vars[0].Source);
    }
}
