using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Reads what a write does.</summary>
internal static class WriteTranslator
{
    public static void Read(PgQuery read, WriteTarget write, ExprTranslator exprs, QueryTranslator queries)
    {
        var target = queries.Source(write.Target.Id);
        if (target is not null && write.OnConflict is { Excluded: >= 0 } clause)
        {
            queries.AddBeside(target.Copy(clause.Excluded));
        }

        PgAssignment Assign(string column, Expr value, Origin at)
        {
            var position = target is null ? 0 : ColumnResolver.Position(target, column);
            var type = target?.TypeOf(position) ?? SqlType.Unknown;
            return new PgAssignment(column, position, OperatorResolver.Coerce(exprs.Read(value), type), at.IsNone ? value.At : at);
        }

        ImmutableArray<PgAssignment> All(ImmutableArray<Assignment> assignments) =>
            assignments.Select(assignment => Assign(assignment.Column, assignment.Value, assignment.At)).ToImmutableArray();

        var assigned = All(write.Assignments);
        read.Targets.AddRange(assigned.Select(assignment => new PgTarget(assignment.Column, assignment.Value)));
        var columns = write.Columns
            ?? (target is null ? ImmutableArray<string>.Empty : target.Columns.ToImmutableArray());
        read.Write = new PgWrite
        {
            Assignments = assigned,
            Columns = columns,
            Rows = write.Rows ?? write.MergeSource ?? -1,
            CurrentOf = write.CurrentOf,
            HasConflictClause = write.OnConflict is not null,
            Excluded = write.OnConflict?.Excluded ?? -1,
            ConflictAssignments = write.OnConflict is { } conflict ? All(conflict.Assignments) : ImmutableArray<PgAssignment>.Empty,
            ConflictWhere = write.OnConflict?.Where is { } where ? exprs.ReadBoolean(where) : null,
            ArbiterWhere = write.OnConflict?.TargetWhere is { } arbiter ? exprs.ReadBoolean(arbiter) : null,
            MergeOn = write.MergeOn is { } on ? exprs.ReadBoolean(on) : null,
            MergeActions = write.MergeActions.Select(action => new PgMergeAction(
                action.Match,
                action.Kind,
                action.Condition is { } condition ? exprs.ReadBoolean(condition) : null,
                action.Kind == CommandKind.Insert
                    ? action.InsertValues.Select((value, i) => Assign(
                        i < action.InsertColumns.Length ? action.InsertColumns[i] : i < columns.Length ? columns[i] : "", value, value.At)).ToImmutableArray()
                    : All(action.Assignments))).ToImmutableArray(),
        };
    }
}
