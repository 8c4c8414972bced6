using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>What a migration does to the distribution of tables, and in which order.</summary>
internal sealed class DistributionChanges
{
    private readonly IRelationalModel? _source;
    private readonly IRelationalModel? _target;
    private readonly List<MigrationOperation> _operations;
    private readonly Renames _renames;
    private readonly List<TableChange> _changes;
    private readonly HashSet<MigrationOperation> _carriers = [];

    public DistributionChanges(IRelationalModel? source, IRelationalModel? target, List<MigrationOperation> operations)
    {
        _source = source;
        _target = target;
        _operations = operations;
        _renames = new Renames(operations);
        _changes = [.. Find()];
    }

    /// <summary>What Citus refuses of it.</summary>
    public IEnumerable<string> Problems() =>
        _source is null || _target is null ? [] : ChangeChecks.Check(_source, _target, _operations, _changes, _renames);

    public IReadOnlyList<MigrationOperation> Apply(bool forward)
    {
        var result = new List<MigrationOperation>();
        foreach (var operation in _operations)
        {
            if (!_carriers.Contains(operation))
            {
                result.Add(operation);
            }
            else if (OtherwiseNeeded((AlterTableOperation)operation) is { } rest)
            {
                result.Add(rest);
            }
        }

        var undone = _changes.Where(static c => c.Undoes).ToList();
        var made = Ordered(_changes.Where(static c => c.Makes || c.Alters));
        var keys = new ForeignKeysAside(_source, _target, _renames, _changes, result);
        var first = result.FindLastIndex(static o => o is DropForeignKeyOperation) + 1;
        result.InsertRange(first, [.. keys.Drops(), .. undone.Select(c => Undo(c, forward))]);

        var groups = new GroupAnchors(_source, _target, _renames, _changes);
        var at = result.FindIndex(static o => o is CreateTableOperation or InsertDataOperation or UpdateDataOperation or AddPrimaryKeyOperation
            or AddUniqueConstraintOperation or AddCheckConstraintOperation or CreateIndexOperation or AddForeignKeyOperation);
        at = at < 0 ? result.Count : at;
        var late = MoveKeyColumns(result, ref at);
        result.InsertRange(at, [.. made.Select(c => Make(c, groups)), .. late]);
        CreationOrder.Sort(result, _target);
        foreach (var create in result.OfType<CreateTableOperation>())
        {
            Complete(create, groups);
        }

        result.AddRange(keys.Adds());
        return result;
    }

    private IEnumerable<TableChange> Find()
    {
        foreach (var alter in _operations.OfType<AlterTableOperation>())
        {
            var (before, after) = (TableDistribution.Read(alter.OldTable), TableDistribution.Read(alter));
            if (before == after)
            {
                continue;
            }

            _carriers.Add(alter);
            var name = new TableName(alter.Schema, alter.Name);
            yield return new TableChange(_renames.Before(name), name, before with { KeyColumn = _renames.Column(name, before.KeyColumn), PartitionColumn = _renames.Column(name, before.PartitionColumn) }, after);
        }
    }

    /// <summary>The part of an operation that is not about distribution; null when nothing is left.</summary>
    private static AlterTableOperation? OtherwiseNeeded(AlterTableOperation alter)
    {
        TableDistribution.None.Write(alter);
        TableDistribution.None.Write((IMutableAnnotatable)alter.OldTable);
        var (left, right) = (Text(alter), Text(alter.OldTable));
        return left == right && alter.Comment == alter.OldTable.Comment ? null : alter;

        static string Text(IReadOnlyAnnotatable one) => string.Join(";", one.GetAnnotations().OrderBy(static a => a.Name, StringComparer.Ordinal).Select(static a => a.Name + "=" + a.Value));
    }

    /// <summary>Reference tables first, then principals before dependents, as the new model has them.</summary>
    private List<TableChange> Ordered(IEnumerable<TableChange> changes)
    {
        var order = TableOrder.Of(_target);
        return [.. changes.OrderBy(static c => c.After.Kind == TableKind.Reference ? 0 : 1).ThenBy(c => order.GetValueOrDefault(c.Name)).ThenBy(static c => c.Name)];
    }

    private MigrationOperation Undo(TableChange change, bool forward)
    {
        if (!forward && _source is not null && change.Before.IsCitusTable && ChangeChecks.Identity(_source, change.OldName) is { } column)
        {
            // On the way down nothing can be refused: the way up is right. So the migration says it when it is run.
            return new SqlOperation
            {
                Sql = SqlText.Block(
                    "BEGIN\n"
                    + "    RAISE EXCEPTION USING MESSAGE = " + SqlText.Literal($"this migration cannot be undone: Citus does not make table {SqlText.Identifier(change.OldName)} a plain one again, since its column {SqlText.Identifier(column)} is an identity column")
                    + ", HINT = 'Copy its rows to a new table instead.';\n"
                    + "END"),
            };
        }

        return Operation(change.OldName, change.Before, TableDistribution.None);
    }

    private static AlterTableOperation Make(TableChange change, GroupAnchors groups)
    {
        var after = groups.Join(change.Name, change.After, joins: !change.OnlyShardCount);
        return Operation(change.Name, change.Undoes ? TableDistribution.None : change.Before, after);
    }

    private static void Complete(CreateTableOperation create, GroupAnchors groups)
    {
        var distribution = TableDistribution.Read(create);
        if (distribution.HasShards)
        {
            groups.Join(new TableName(create.Schema, create.Name), distribution, joins: true).Write(create);
        }
    }

    /// <summary>The old key's column is dropped after the key has changed, not before.</summary>
    private List<MigrationOperation> MoveKeyColumns(List<MigrationOperation> operations, ref int at)
    {
        var late = new List<MigrationOperation>();
        foreach (var change in _changes.Where(static c => c.Alters))
        {
            var index = operations.FindIndex(o => o is DropColumnOperation drop && drop.Name == change.Before.KeyColumn && new TableName(drop.Schema, drop.Table) == change.OldName);
            if (index < 0)
            {
                continue;
            }

            var drop = (DropColumnOperation)operations[index];
            operations.RemoveAt(index);
            at -= index < at ? 1 : 0;

            // The table has its new name by then.
            (drop.Schema, drop.Table) = (change.Name.Schema, change.Name.Name);
            late.Add(drop);
        }

        return late;
    }

    private static AlterTableOperation Operation(TableName name, TableDistribution before, TableDistribution after)
    {
        var operation = new AlterTableOperation { Name = name.Name, Schema = name.Schema };
        after.Write(operation);
        before.Write((IMutableAnnotatable)operation.OldTable);
        return operation;
    }
}
