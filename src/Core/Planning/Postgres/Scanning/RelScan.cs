using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Rewriting;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Scans the sources of a level: subqueries are planned with what can be pushed into them, relations noted with their
/// conditions (<c>set_base_rel_sizes</c>, <c>set_base_rel_pathlists</c> in <c>allpaths.c</c>).
/// </summary>
internal sealed class RelScan(PlannerRoot root)
{
    public void Run()
    {
        var rels = root.Query.Sources.Where(source => root.Rels.ContainsKey(source.Id)).Select(source => root.Rels[source.Id]).ToList();
        foreach (var rel in rels)
        {
            AddArms(rel);
        }

        foreach (var rel in rels)
        {
            SetSize(rel);
        }

        foreach (var rel in rels)
        {
            Note(rel, new List<PgExpr>());
        }
    }

    private readonly Dictionary<int, List<(AppendArm Arm, Rel Rel)>> _arms = new();

    /// <summary>The arms of a UNION ALL take over its conditions (<c>apply_child_basequals</c>).</summary>
    private void AddArms(Rel parent)
    {
        if (!parent.Source.IsAppendParent)
        {
            return;
        }

        var arms = new List<(AppendArm, Rel)>();
        foreach (var arm in root.AppendArms)
        {
            if (arm.Parent != parent.Source.Id || root.Query.Find(arm.Child) is not { } source)
            {
                continue;
            }

            var child = new Rel(source, root.Bit(source.Id)) { DirectLateral = parent.DirectLateral, Lateral = parent.Lateral };
            foreach (var clause in parent.BaseClauses)
            {
                var translated = ConstantFolder.Fold(Translate(clause.Expr, arm));
                if (translated is PgConst { IsTrue: true })
                {
                    continue;
                }

                if (translated is PgConst { IsFalseOrNull: true })
                {
                    child.IsDummy = true;
                }

                foreach (var part in QualCanonicalizer.Clauses(translated))
                {
                    child.BaseClauses.Add(new Clause(part, child.Bit) { IsPushedDown = true, IsPseudoConstant = clause.IsPseudoConstant });
                }
            }

            foreach (var needed in parent.Needed)
            {
                if (needed.Key >= 1 && needed.Key <= arm.Columns.Count)
                {
                    foreach (var var in PgWalk.Vars(arm.Columns[needed.Key - 1]))
                    {
                        child.Needed[var.Column] = needed.Value;
                    }
                }
            }

            arms.Add((arm, child));
            AddArms(child);
        }

        _arms[parent.Source.Id] = arms;
    }

    private static PgExpr Translate(PgExpr expr, AppendArm arm) =>
        VarReplacer.Replace(expr, arm.Parent, var => var.Column >= 1 && var.Column <= arm.Columns.Count ? arm.Columns[var.Column - 1] : var);

    private void SetSize(Rel rel)
    {
        if (rel.IsDummy || IsExcluded(rel))
        {
            rel.IsDummy = true;
            return;
        }

        if (_arms.TryGetValue(rel.Source.Id, out var arms))
        {
            foreach (var (arm, child) in arms)
            {
                if (!child.IsDummy && !IsExcluded(child) && !IsContradictory(child))
                {
                    child.JoinClauses.AddRange(rel.JoinClauses.Select(clause => clause.ForArm(rel.Bit, child.Bit)));
                    AddChildMembers(rel, child, arm);
                    SetSize(child);
                }
                else
                {
                    child.IsDummy = true;
                }
            }

            rel.IsDummy = arms.TrueForAll(static pair => pair.Rel.IsDummy);
        }
        else if (rel.Source is { Kind: PgSourceKind.Subquery, Subquery: { } subquery })
        {
            var copy = PgCopier.Copy(subquery);
            SubqueryPushDown.Run(copy, rel);
            UnusedOutputs.Remove(copy, rel);
            var inner = SubqueryPlanner.Plan(copy, root, root.Global);
            root.SubRoots[rel.Source.Id] = inner;
            rel.IsDummy = inner.IsDummy;
        }
    }

    /// <summary>
    /// A condition that is constant false. PostgreSQL looks for it only where it is the only one: folding leaves no other
    /// beside it (<c>relation_excluded_by_constraints</c>).
    /// </summary>
    private bool IsExcluded(Rel rel) =>
        root.Global.Options.PostgresVersion >= 17 ? rel.BaseClauses.Exists(static clause => clause.IsFalse) : rel.BaseClauses.Count == 1 && rel.BaseClauses[0].IsFalse;

    /// <summary>
    /// The conditions of an arm are held against one another, which those of a table of its own are not: a column cannot be
    /// NULL and pass a strict condition (<c>predicate_refuted_by</c>).
    /// </summary>
    private static bool IsContradictory(Rel arm)
    {
        var nulls = new HashSet<(int, int)>();
        var values = new HashSet<(int, int)>();
        foreach (var clause in arm.BaseClauses)
        {
            nulls.UnionWith(NonNullable.ForcedNull(clause.Expr));
            values.UnionWith(NonNullable.Vars(clause.Expr));
        }

        return nulls.Overlaps(values);
    }

    /// <summary>An arm's columns equal what its union's do (<c>add_child_rel_equivalences</c>).</summary>
    private void AddChildMembers(Rel parent, Rel child, AppendArm arm)
    {
        if (!ImpliedEqualities.ReachesOut(root, parent.Bit) && !root.Query.IsGrouped && root.Query.OrderRefs.Count == 0 && !root.Query.Distinct)
        {
            return;
        }

        foreach (var equivalence in root.Equivalences)
        {
            foreach (var member in equivalence.Members.ToArray())
            {
                if (!member.IsConstant && member.Bits == parent.Bit)
                {
                    equivalence.Add(Translate(member.Expr, arm), child.Bit, 0, member.Type, true);
                }
            }
        }
    }

    private void Note(Rel rel, List<PgExpr> translated)
    {
        if (!rel.IsDummy && _arms.TryGetValue(rel.Source.Id, out var arms))
        {
            foreach (var (arm, child) in arms)
            {
                Note(child, arm.Columns);
            }
        }

        if (rel.Source.IsRelation)
        {
            root.Global.Restrictions.Relations.Add(new RelationRestriction(rel.Source, rel, root) { Translated = translated });
        }
    }
}
