using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ShardSafety.Core.Migrations;
using ShardSafety.Core.Migrations.Judging;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.MigrationReading;

/// <summary>What is wrong at a place of a migration.</summary>
/// <param name="Subject">The table concerned, or what else a message may begin with.</param>
internal sealed record MigrationFinding(Refusal Refusal, Place Place, string Subject);

/// <summary>
/// Applies a context's migrations one after the other to an empty database, each way up and, from there, its way down. Tables that
/// no migration created are as the model says.
/// </summary>
internal static class MigrationReplay
{
    public static IEnumerable<MigrationFinding> Run(IReadOnlyList<MigrationClass> migrations, ContextModel? model, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, int>();
        var cluster = new Cluster { Assumed = name => Assume(name, model, groups) };
        var findings = new List<MigrationFinding>();
        foreach (var migration in migrations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(cluster, migration.Up, findings);
            Take(cluster.Copy(), migration.Down, findings);
        }

        return findings.Concat(Forgotten(cluster, model));
    }

    private static void Take(Cluster cluster, IReadOnlyList<MigrationStep> steps, List<MigrationFinding> findings)
    {
        cluster.BeginTransaction();
        MigrationStep? refused = null;
        foreach (var step in steps)
        {
            if (MigrationJudge.Take(cluster, step) is { } refusal)
            {
                // One text ends with its first error; what would fail after it is a consequence.
                if (refused is not null && SamePlace(refused.Place, step.Place))
                {
                    continue;
                }

                refused = step;
                findings.Add(new MigrationFinding(refusal, step.Place, Subject(step)));
            }
            else if (step is { IsRawSql: true, Guarded: false, OutsideTransaction: false } and (DistributeStep or CreateReferenceStep or UndistributeStep or AlterDistributionStep))
            {
                findings.Add(new MigrationFinding(Unguarded, step.Place, Subject(step)));
            }
            else if (step is UnreadStep)
            {
                findings.Add(new MigrationFinding(Unread, step.Place, "this statement"));
            }
        }
    }

    private static bool SamePlace(Place left, Place right) => !left.IsNone && left.File == right.File && left.Start == right.Start;

    private static readonly Refusal Unguarded = new(
        MigrationProblem.Unguarded,
        "run a second time it fails with \"table is already distributed\", and in an idempotent script, whose statements stand in blocks, with \"query has no destination for result data\"") { IsGuidance = true };

    private static readonly Refusal Unread = new(MigrationProblem.Unread, "its text is not constant, or runs other text") { IsGuidance = true };

    /// <summary>Tables of marked entities that were created, and stayed plain.</summary>
    private static IEnumerable<MigrationFinding> Forgotten(Cluster cluster, ContextModel? model)
    {
        if (model is null || model.NotSharded || cluster.HasUnread)
        {
            yield break;
        }

        foreach (var table in model.Tables)
        {
            if (table is { IsView: false, Kind: TableKind.Distributed or TableKind.Reference or TableKind.SingleShard }
                && cluster.Find(table.Name) is { IsComplete: true, IsPlain: true } created && !created.Place.IsNone)
            {
                yield return new MigrationFinding(
                    new Refusal(MigrationProblem.NeverDistributed, table.Kind == TableKind.Reference ? "a reference table" : table.DistributionColumn is { } key ? "distributed by " + key : "on a single shard") { IsGuidance = true },
                    created.Place,
                    table.Name.ToString());
            }
        }
    }

    private static ClusterTable? Assume(TableName name, ContextModel? model, Dictionary<string, int> groups)
    {
        if (model?.Tables.FirstOrDefault(t => Cluster.Normal(t.Name) == name) is not { } table || model.NotSharded)
        {
            return null;
        }

        var group = table.Group ?? table.Name.ToString();
        if (!groups.TryGetValue(group, out var number))
        {
            // Below those that steps found.
            groups.Add(group, number = -1 - groups.Count);
        }

        return new ClusterTable(name)
        {
            IsComplete = false,
            Kind = table.Kind is TableKind.Distributed or TableKind.Reference or TableKind.SingleShard ? table.Kind : TableKind.Unmarked,
            Key = table.DistributionColumn,
            Group = table.Kind == TableKind.Reference ? 1 : number,
            Columns = [.. table.Columns.Select(static c => new ClusterColumn(c.Name, c.Type) { Identity = c.Identity, Nullable = c.Nullable })],
        };
    }

    private static string Subject(MigrationStep step) => step switch
    {
        CreateTableStep s => s.Name.ToString(),
        RenameTableStep s => s.Name.ToString(),
        AddColumnStep s => s.Table + "." + s.Column.Name,
        DropColumnStep s => s.Table + "." + s.Column,
        AlterColumnStep s => s.Table + "." + s.Column,
        AddUniqueStep s => s.Table + (s.Rule.Name is { } name ? "." + name : ""),
        AddForeignKeyStep s => s.Table + (s.Rule.Name is { } name ? "." + name : ""),
        RenameConstraintStep s => s.Table + "." + s.Name,
        CreateTriggerStep s => s.Table.ToString(),
        DistributeStep s => s.Table.ToString(),
        CreateReferenceStep s => s.Table.ToString(),
        UndistributeStep s => s.Table.ToString(),
        AlterDistributionStep s => s.Table.ToString(),
        DistributeSchemaStep s => s.Schema,
        UndistributeSchemaStep s => s.Schema,
        InsertStep s => s.Table.ToString(),
        MissingRelationStep s => s.Name,
        _ => "this statement",
    };
}
