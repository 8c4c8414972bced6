using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Ddl;

/// <summary>
/// What to run for a context: reference tables, then distributed and single-shard tables, each after the tables its foreign
/// keys point to, then distributed schemas. A table whose name or key is not known, and what depends on it, is left out.
/// </summary>
internal sealed class DistributionPlanner
{
    private const string UnreadName = "the model has ";

    private const string Circle = "its foreign keys run in a circle, which no order of distributing satisfies";

    private readonly ContextModel _context;
    private readonly Dictionary<TableName, Table> _tables = [];
    private readonly Dictionary<TableName, string> _leftOut = [];
    private readonly List<LeftOut> _leftOutInOrder = [];
    private readonly List<DistributionStep> _steps = [];

    private DistributionPlanner(ContextModel context)
    {
        _context = context;
        foreach (var table in context.Tables)
        {
            if (!table.IsView && !_tables.ContainsKey(table.Name))
            {
                _tables.Add(table.Name, table);
            }
        }
    }

    public static DistributionPlan Plan(ContextModel context)
    {
        if (context.NotSharded)
        {
            return new DistributionPlan(EquatableArray<DistributionStep>.Empty);
        }

        var planner = new DistributionPlanner(context);
        planner.FindUnusable();
        planner.AddReferenceTables();
        planner.AddDistributedTables();
        planner.AddSchemas();
        return new DistributionPlan(planner._steps.ToEquatableArray()) { LeftOut = planner._leftOutInOrder.ToEquatableArray() };
    }

    private static bool IsSharded(Table table) => table.Kind is TableKind.Distributed or TableKind.SingleShard;

    /// <summary>What the model's reader could not read of names: by entity, and under an empty text what concerns all.</summary>
    private Dictionary<string, string> UnreadNames()
    {
        var unread = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in _context.Unread)
        {
            if (part.Naming)
            {
                unread[part.Entity ?? ""] = part.Reason;
            }
        }

        return unread;
    }

    private void FindUnusable()
    {
        var unread = UnreadNames();
        foreach (var table in _tables.Values)
        {
            if (table.Kind is TableKind.Unmarked or TableKind.Local)
            {
                continue;
            }

            var problem = SqlText.Problem(table.Name);
            if (problem is null && table.Kind == TableKind.Distributed)
            {
                problem = table.DistributionColumn is null ? "its distribution column could not be resolved" : SqlText.Problem(table.DistributionColumn);
            }

            if (problem is null && table.Kind == TableKind.SchemaSharded && table.Name.Schema is null)
            {
                problem = "its schema could not be resolved";
            }

            if (problem is null && unread.Count > 0)
            {
                var reason = unread.TryGetValue("", out var all) && table.Name.Schema is null ? all : null;
                foreach (var entity in table.Entities)
                {
                    reason ??= unread.TryGetValue(entity, out var own) ? own : null;
                }

                problem = reason is null ? null : UnreadName + reason;
            }

            if (problem is not null)
            {
                LeaveOut(table, problem);
            }
        }

        LeaveOutUnnamed(unread);
        LeaveOutGroups();
        LeaveOutDependents();
    }

    /// <summary>An entity whose table has no known name is in no table at all; it is left out by its own name.</summary>
    private void LeaveOutUnnamed(Dictionary<string, string> unread)
    {
        foreach (var entity in _context.Entities)
        {
            if (entity is not { Table: null, Owner: null, SqlQuery: null, IsView: false, Kind: not (TableKind.Unmarked or TableKind.Local) }
                || !unread.TryGetValue(entity.TypeName, out var reason))
            {
                continue;
            }

            var name = new TableName(null, entity.DisplayName);
            _leftOutInOrder.Add(new LeftOut(name, UnreadName + reason, entity.Place) { IsFoundHere = true });
            foreach (var other in _context.Entities)
            {
                if (other.Table is not null && _tables.TryGetValue(other.Table, out var table) && IsUsed(table))
                {
                    if (entity.Group == entity.TypeName && other.Group == entity.Group)
                    {
                        LeaveOut(table, "it is colocated with " + name + ", which is left out", name);
                    }
                    else if (other.Navigations.Any(n => n.OnDependent && n.Target == entity.Id))
                    {
                        LeaveOut(table, "it has a foreign key to " + name + ", which is left out", name);
                    }
                }
            }
        }
    }

    private static bool IsUsed(Table table) => table.Kind is TableKind.Distributed or TableKind.SingleShard or TableKind.Reference;

    /// <summary>Without its first table a group can't be built: what were distributed now would not be colocated with it later.</summary>
    private void LeaveOutGroups()
    {
        var broken = new Dictionary<string, TableName>();
        foreach (var group in _context.Groups)
        {
            if (group.Root is { } root && _leftOut.ContainsKey(root))
            {
                broken[group.Id] = root;
            }
        }

        foreach (var table in _tables.Values)
        {
            if (table.Group is { } id && broken.TryGetValue(id, out var root))
            {
                LeaveOut(table, "it is colocated with " + root + ", which is left out", root);
            }
        }
    }

    private void LeaveOutDependents()
    {
        var dependents = new Dictionary<TableName, List<Table>>();
        foreach (var table in _tables.Values)
        {
            foreach (var key in table.ForeignKeys)
            {
                if (!dependents.TryGetValue(key.Principal, out var list))
                {
                    dependents.Add(key.Principal, list = []);
                }

                list.Add(table);
            }
        }

        var queue = new Queue<TableName>(_leftOut.Keys);
        while (queue.Count > 0)
        {
            var principal = queue.Dequeue();
            foreach (var table in dependents.TryGetValue(principal, out var list) ? list : [])
            {
                if ((IsSharded(table) || table.Kind == TableKind.Reference) && LeaveOut(table, "it has a foreign key to " + principal + ", which is left out", principal))
                {
                    queue.Enqueue(table.Name);
                }
            }
        }
    }

    private bool LeaveOut(Table table, string reason, TableName? because = null)
    {
        if (_leftOut.ContainsKey(table.Name))
        {
            return false;
        }

        _leftOut.Add(table.Name, reason);
        _leftOutInOrder.Add(new LeftOut(table.Name, reason, table.Place)
        {
            Because = because,
            IsFoundHere = because is null && (reason.StartsWith(UnreadName, StringComparison.Ordinal) || reason == Circle),
        });
        return true;
    }

    /// <summary>The usable tables of some kinds that this context's migrations own, principals first.</summary>
    private List<Table> InOrder(Func<Table, bool> wanted, Func<Table, bool> first)
    {
        var sorted = ForeignKeyOrder.Sort(
            [.. _tables.Values.Where(t => wanted(t) && !_leftOut.ContainsKey(t.Name)).OrderBy(t => first(t) ? 0 : 1).ThenBy(t => t.Name)],
            out var circular);
        foreach (var table in circular)
        {
            LeaveOut(table, Circle);
        }

        return sorted;
    }

    private void AddReferenceTables()
    {
        foreach (var table in InOrder(t => t.Kind == TableKind.Reference, _ => false))
        {
            if (table.ExcludedFromMigrations)
            {
                continue;
            }

            _steps.Add(new ReferenceStep(table.Name)
            {
                ReferencesLocal = table.ForeignKeys.Any(k => _tables.TryGetValue(k.Principal, out var p) && p.Kind is TableKind.Unmarked or TableKind.Local),
                IdentityColumns = Identities(table),
            });
        }
    }

    private void AddDistributedTables()
    {
        var roots = new HashSet<TableName>();
        var shardCounts = new Dictionary<string, int>();
        foreach (var group in _context.Groups)
        {
            if (group.Root is not null)
            {
                roots.Add(group.Root);
            }

            if (group.ShardCount is { } count)
            {
                shardCounts[group.Id] = count;
            }
        }

        var firsts = new Dictionary<string, TableName>();
        foreach (var table in InOrder(IsSharded, t => roots.Contains(t.Name)))
        {
            var group = table.Group ?? "\0" + table.Name;
            TableName? colocateWith = null;
            if (firsts.TryGetValue(group, out var first))
            {
                colocateWith = first;
            }
            else
            {
                firsts.Add(group, table.Name);
            }

            if (table.ExcludedFromMigrations)
            {
                continue;
            }

            var shardCount = colocateWith is not null ? null : shardCounts.TryGetValue(group, out var count) ? count : table.ShardCount;
            _steps.Add(table.Kind == TableKind.Distributed
                ? new DistributedStep(table.Name, table.DistributionColumn!, colocateWith, shardCount) { IdentityColumns = Identities(table) }
                : new SingleShardStep(table.Name, colocateWith) { IdentityColumns = Identities(table) });
        }
    }

    private void AddSchemas()
    {
        var schemas = _tables.Values
            .Where(t => t.Kind == TableKind.SchemaSharded && !_leftOut.ContainsKey(t.Name) && !t.ExcludedFromMigrations)
            .Select(t => t.Name.Schema!)
            .Distinct()
            .OrderBy(s => s, StringComparer.Ordinal);
        _steps.AddRange(schemas.Select(s => new SchemaStep(s)));
    }

    private static EquatableArray<string> Identities(Table table) => table.Columns.Where(c => c.Identity).Select(c => c.Name).ToEquatableArray();
}
