using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>What MERGE may not say (Citus <c>merge_planner.c</c>).</summary>
internal static class MergeChecks
{
    /// <summary><c>ErrorIfMergeNotSupported</c>: refusals whatever the strategy.</summary>
    public static CitusRefusal? Check(PgQuery original)
    {
        var target = WritePlanner.Target(original)!;
        if (original.Returning.Count > 0)
        {
            return new CitusRefusal("MERGE with RETURNING is not yet supported for Citus tables") { At = original.Returning[0].Expr.At };
        }

        if (CitusTables.IsReference(target))
        {
            return new CitusRefusal("Reference table as target is not allowed in MERGE command") { Cause = PlanCause.ReferenceTableWrite, At = target.At };
        }

        return CheckFunctions(original, target) ?? CheckCtes(original);
    }

    private static CitusRefusal? CheckFunctions(PgQuery original, PgSource target)
    {
        PgExpr? mutable = null;
        PgWalk.AnyDeep(original, part => (mutable = PgTraits.Own(part) == Volatility.Immutable ? null : part) is not null);
        if (mutable is not null)
        {
            return new CitusRefusal("non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables") { Cause = PlanCause.FunctionInUpdate, At = mutable.At };
        }

        var key = CitusTables.KeyColumn(target);
        var conditions = Conditions(original);
        if (original.Write!.MergeActions.Any(action => ColumnDefaults.LeftOut(action, target).Any(ColumnDefaults.IsMutable)))
        {
            return new CitusRefusal("non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables") { Cause = PlanCause.FunctionInUpdate, At = original.At };
        }

        foreach (var action in original.Write.MergeActions)
        {
            foreach (var assignment in action.Kind == CommandKind.Update ? action.Assignments : [])
            {
                if (key > 0 && assignment.Position == key && KeyAssignment.ChangesKey(assignment.Value, target.Id, key, conditions, fastPath: false))
                {
                    return new CitusRefusal("updating the distribution column is not allowed in MERGE actions") { Cause = PlanCause.KeyUpdated, At = assignment.At };
                }
            }
        }

        return null;
    }

    private static CitusRefusal? CheckCtes(PgQuery original)
    {
        if (PgWalk.AnyQuery(original, static level => level.HasModifyingCte))
        {
            return new CitusRefusal("CTEs with modifying actions are not yet supported in MERGE") { At = original.At };
        }

        return PgWalk.AnyQuery(original, static level => level.HasRecursive)
            ? new CitusRefusal("Recursive CTEs are not yet supported in MERGE") { At = original.At }
            : null;
    }

    /// <summary>The ON condition's conjuncts; on PostgreSQL 15 they stand in the join tree.</summary>
    public static List<PgExpr> Conditions(PgQuery original)
    {
        var conditions = new List<PgExpr>();
        Flatten(original.Write?.MergeOn, conditions);
        Flatten(original.From.Quals, conditions);
        return conditions;
    }

    private static void Flatten(PgExpr? expr, List<PgExpr> into)
    {
        if (expr is PgBool { Logic: PgLogic.And } all)
        {
            foreach (var arg in all.Args)
            {
                Flatten(arg, into);
            }
        }
        else if (expr is not null)
        {
            into.Add(expr);
        }
    }

    /// <summary>Those conditions that name no other source.</summary>
    public static PgExpr? SourceConditions(PgQuery original, int source)
    {
        var own = Conditions(original).Where(condition =>
        {
            var vars = new List<PgVar>();
            PgWalk.Vars(condition, vars);
            return vars.Count > 0 && vars.TrueForAll(var => var.Source == source);
        }).ToImmutableArray();
        return own.IsEmpty ? null : PgBool.And(own);
    }

    /// <summary><c>FetchAndValidateInsertVarIfExists</c>: the key of inserted rows is a plain column; anything else is refused at once.</summary>
    public static PgVar? InsertedKey(PgQuery original, PgSource target)
    {
        var key = CitusTables.KeyColumn(target);
        if (key == 0)
        {
            return null;
        }

        foreach (var action in original.Write!.MergeActions)
        {
            if (action.Match == MergeMatch.Matched)
            {
                continue;
            }

            if (action.Kind is not (CommandKind.Insert or CommandKind.Delete))
            {
                return null;
            }

            if (action.Assignments.IsEmpty)
            {
                throw Unpredictable("cannot perform MERGE INSERT with DEFAULTS", OtherShards, original.At);
            }

            var value = action.Assignments.FirstOrDefault(assignment => assignment.Position == key)
                ?? throw Unpredictable("MERGE INSERT must have distribution column as value", null, action.Assignments[0].At);
            return PgTraits.StripImplicit(value.Value) as PgVar
                ?? throw Unpredictable("MERGE INSERT is using unsupported expression type for distribution column", OtherShards, value.At);
        }

        return null;
    }

    private const string OtherShards =
        "Inserting arbitrary values that don't correspond to the joined column values can lead to unpredictable outcomes where rows are incorrectly distributed among different shards";

    private static CitusRefusal Unpredictable(string message, string? detail, Origin at) => new(message, detail) { Cause = PlanCause.KeyMissingInInsert, At = at };

    /// <summary><c>ErrorIfRepartitionMergeNotSupported</c>, then <c>SourceResultPartitionColumnIndex</c>.</summary>
    public static CitusRefusal? CheckRedistribution(PgQuery original, PgQuery select, PgSource target)
    {
        if (!CitusTables.IsDistributed(target))
        {
            return new CitusRefusal("MERGE involving repartition of rows is supported only if the target is distributed") { At = target.At };
        }

        PgSource? local = null;
        var reads = false;
        PgWalk.AnyQuery(select, level =>
        {
            local ??= level.Sources.Find(CitusTables.IsLocal);
            reads |= level.Sources.Exists(CitusTables.IsCitus);
            return false;
        });
        if (local is not null)
        {
            return new CitusRefusal("MERGE INTO an distributed table from Postgres table is not yet supported") { Cause = PlanCause.LocalTable, At = local.At };
        }

        if (!reads)
        {
            return new CitusRefusal("To MERGE into a distributed table, source must be Citus table(s)") { At = select.At };
        }

        if (Conditions(original).Exists(HasSubLink))
        {
            return new CitusRefusal("Sub-queries and CTEs are not allowed in ON clause for MERGE with repartitioning") { At = original.At };
        }

        foreach (var action in original.Write!.MergeActions)
        {
            if (HasSubLink(action.Condition) || action.Assignments.Any(assignment => HasSubLink(assignment.Value)))
            {
                return new CitusRefusal("Sub-queries and CTEs are not allowed in actions for MERGE with repartitioning") { At = original.At };
            }
        }

        return CitusTables.HasKey(target) ? CheckJoin(original, target) : null;
    }

    private static bool HasSubLink(PgExpr? expr) => PgWalk.Any(expr, static part => part is PgSubLink);

    private static CitusRefusal? CheckJoin(PgQuery original, PgSource target)
    {
        var key = CitusTables.KeyColumn(target);
        var mismatch = false;
        var joined = new List<PgVar>();
        var conditions = Conditions(original);
        if (conditions.Exists(static condition => ConstantFolder.Fold(condition) is PgConst { Value: false }))
        {
            // WhereClauseList folds the condition as a whole, and no join is left of it.
            conditions.Clear();
        }

        foreach (var condition in conditions)
        {
            if (condition is not PgOp { IsEquality: true } op || Column(op.Left) is not { } left || Column(op.Right) is not { } right
                || !(IsKey(left) || IsKey(right)))
            {
                continue;
            }

            if (left.Type.Name == right.Type.Name)
            {
                joined.Add(IsKey(left) ? right : left);
            }
            else
            {
                mismatch = true;
            }
        }

        bool IsKey(PgVar var) => var.Source == target.Id && var.Column == key;

        if (joined.Count == 0)
        {
            return mismatch
                ? new CitusRefusal(
                    "In the MERGE ON clause, there is a datatype mismatch between target's distribution column and the expression originating from the source.",
                    "If the types are different, Citus uses different hash functions for the two column types, which might lead to incorrect repartitioning of the result data")
                {
                    Cause = PlanCause.JoinOffKey,
                    At = target.At,
                }
                : new CitusRefusal(
                    "The required join operation is missing between the target's distribution column and any expression originating from the source. The issue may arise from a non-equi-join.",
                    "Without a equi-join condition on the target's distribution column, the source rows cannot be efficiently redistributed, and the NOT-MATCHED condition cannot be evaluated unambiguously. This can result in incorrect or unexpected results when attempting to merge tables in a distributed setting")
                {
                    Cause = PlanCause.JoinOffKey,
                    At = target.At,
                };
        }

        var inserted = InsertedKey(original, target);
        return inserted is not null && !joined.Exists(var => var.Source == inserted.Source && var.Column == inserted.Column)
            ? new CitusRefusal("MERGE INSERT must use the source's joining column for target's distribution column") { Cause = PlanCause.KeyMissingInInsert, At = inserted.At }
            : null;
    }

    /// <summary><c>LeftColumnOrNULL</c>: what is under an implied cast counts as the column.</summary>
    private static PgVar? Column(PgExpr expr) => PgTraits.StripImplicit(expr) as PgVar;
}
