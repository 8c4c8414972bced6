using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Relations whose keys are equal, by identity (<c>AttributeEquivalenceClass</c>).</summary>
internal sealed class KeyClass
{
    public HashSet<int> Identities { get; } = new();

    /// <summary>How often something was added, repeated or not.</summary>
    public int Count { get; set; }

    /// <summary>The position at which the arms of a UNION give their key; 0 until one is seen.</summary>
    public int UnionPosition { get; set; }
}

/// <summary>
/// Finds out which keys PostgreSQL holds to be equal, through subqueries and unions
/// (<c>GenerateAllAttributeEquivalences</c> in <c>relation_restriction_equivalence.c</c>).
/// </summary>
internal sealed class AttributeEquivalences(RestrictionContext context)
{
    public static List<KeyClass> All(RestrictionContext context) => new AttributeEquivalences(context).Collect();

    private List<KeyClass> Collect()
    {
        var all = new List<KeyClass>();
        foreach (var root in context.Relations.Select(static relation => relation.Root).Distinct())
        {
            foreach (var equivalence in root.Equivalences)
            {
                var keys = new KeyClass();
                foreach (var member in equivalence.Members)
                {
                    if (PgTraits.StripImplicit(member.Expr) is PgVar var && root.OwnerOf(var.Source) is { } owner)
                    {
                        Add(keys, owner, var);
                    }
                }

                Keep(all, keys);
            }
        }

        foreach (var join in context.Joins)
        {
            foreach (var clause in join.Clauses)
            {
                if (clause.Expr is PgOp { IsEquality: true } op && PgTraits.StripImplicit(op.Left) is PgVar left && PgTraits.StripImplicit(op.Right) is PgVar right
                    && join.Root.Query.Owns(left.Source) && join.Root.Query.Owns(right.Source))
                {
                    var keys = new KeyClass();
                    Add(keys, join.Root, left);
                    Add(keys, join.Root, right);
                    Keep(all, keys);
                }
            }
        }

        return all;
    }

    private static void Keep(List<KeyClass> all, KeyClass keys)
    {
        if (keys.Count >= 2)
        {
            all.Add(keys);
        }
    }

    /// <summary><c>AddToAttributeEquivalenceClass</c>.</summary>
    public void Add(KeyClass keys, PlannerRoot root, PgVar var)
    {
        if (var.Column <= 0 || root.Query.Find(var.Source) is not { } source)
        {
            return;
        }

        if (source.IsRelation)
        {
            if (CitusTables.KeyColumn(source) is var key and > 0 && key == var.Column)
            {
                keys.Identities.Add(source.Identity);
                keys.Count++;
            }
        }
        else if (source.Kind == PgSourceKind.Subquery)
        {
            AddSubquery(keys, root, source, var);
        }
    }

    private void AddSubquery(KeyClass keys, PlannerRoot root, PgSource source, PgVar var)
    {
        PlannerRoot? inner = null;
        PgQuery? query;
        if (source.IsAppendParent)
        {
            query = source.Subquery;
        }
        else
        {
            root.SubRoots.TryGetValue(source.Id, out inner);
            query = inner?.Query;
        }

        if (query is null || var.Column > query.Targets.Count || query.Targets[var.Column - 1] is not { IsJunk: false, Expr: PgVar column })
        {
            return;
        }

        if (source.IsAppendParent)
        {
            AddUnionAll(keys, root, column);
        }
        else if (query.SetOperation is { } set)
        {
            AddUnion(keys, inner!, set, column);
        }
        else if (inner!.Query.Owns(column.Source))
        {
            Add(keys, inner, column);
        }
    }

    private void AddUnionAll(KeyClass keys, PlannerRoot root, PgVar column)
    {
        foreach (var arm in root.AppendArms)
        {
            if (root.Query.Find(arm.Child) is not { IsAppendParent: false } child)
            {
                continue;
            }

            if (child.IsRelation)
            {
                var translated = context.Relations.Find(relation => relation.Identity == child.Identity)?.Translated ?? arm.Columns;
                var key = CitusTables.KeyColumn(child);
                var position = key == 0 ? 0 : 1 + translated.FindIndex(expr => expr is PgVar inner && inner.Source == child.Id && inner.Column == key);
                if (position == 0)
                {
                    continue;
                }

                if (keys.UnionPosition == 0)
                {
                    keys.UnionPosition = position;
                }
                else if (keys.UnionPosition != position)
                {
                    continue;
                }

                Add(keys, root, new PgVar(child.Id, key, child.TypeOf(key)));
            }
            else
            {
                Add(keys, root, new PgVar(child.Id, column.Column, column.Type));
            }
        }
    }

    private void AddUnion(KeyClass keys, PlannerRoot root, PgSetNode node, PgVar column)
    {
        if (node is PgSetBranch branch)
        {
            AddUnion(keys, root, branch.Left, column);
            AddUnion(keys, root, branch.Right, column);
        }
        else if (node is PgSetLeaf leaf)
        {
            Add(keys, root, new PgVar(leaf.Source, column.Column, column.Type));
        }
    }
}
