using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.State;

/// <summary>A database between two steps, as far as distribution goes.</summary>
internal sealed class Cluster
{
    private readonly Dictionary<TableName, ClusterTable> _tables = [];
    private int _groups = 1;

    public IEnumerable<ClusterTable> Tables => _tables.Values;

    public HashSet<string> DistributedSchemas { get; } = [];

    /// <summary>citus.enable_local_reference_table_foreign_keys.</summary>
    public bool TakesLocalTables { get; set; } = true;

    /// <summary>citus.enable_schema_based_sharding.</summary>
    public bool SchemaSharding { get; set; }

    /// <summary>citus.multi_shard_modify_mode.</summary>
    public bool Sequential { get; set; }

    /// <summary>The transaction distributed a table over several connections.</summary>
    public bool DistributedInParallel { get; set; }

    public HashSet<ClusterTable> TouchedReferences { get; } = [];

    /// <summary>Something could not be read, so that tables may be there or distributed that are not known.</summary>
    public bool HasUnread { get; set; }

    /// <summary>What is known of tables that no step created.</summary>
    public System.Func<TableName, ClusterTable?>? Assumed { get; set; }

    /// <summary>The same database, to be changed apart from this one.</summary>
    public Cluster Copy()
    {
        var copy = new Cluster { _groups = _groups, HasUnread = HasUnread, Assumed = Assumed };
        copy.DistributedSchemas.UnionWith(DistributedSchemas);
        var tables = _tables.Values.ToDictionary(static t => t, static t => t.Copy());
        foreach (var table in tables.Values)
        {
            table.PartitionOf = table.PartitionOf is { } parent && tables.TryGetValue(parent, out var other) ? other : null;
            copy._tables[table.Name] = table;
        }

        return copy;
    }

    public static TableName Normal(TableName name) => name.Schema == "public" ? new TableName(null, name.Name) : name;

    public ClusterTable? Find(TableName name) => _tables.TryGetValue(Normal(name), out var table) ? table : null;

    /// <summary>A table that no step created is there from before.</summary>
    public ClusterTable FindOrAssume(TableName name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var assumed = Assumed?.Invoke(Normal(name)) ?? new ClusterTable(Normal(name)) { IsComplete = false };
        _tables.Add(assumed.Name, assumed);
        return assumed;
    }

    public void Add(ClusterTable table) => _tables[table.Name = Normal(table.Name)] = table;

    public void Remove(ClusterTable table)
    {
        _tables.Remove(table.Name);
        foreach (var other in _tables.Values.ToList())
        {
            other.ForeignKeys.RemoveAll(k => Normal(k.Principal) == table.Name);
            if (other.PartitionOf == table)
            {
                _tables.Remove(other.Name);
            }
        }
    }

    public void Rename(ClusterTable table, TableName name)
    {
        var old = table.Name;
        _tables.Remove(old);
        Add(table);
        _tables.Remove(old);
        table.Name = Normal(name);
        _tables[table.Name] = table;
        foreach (var other in _tables.Values)
        {
            for (var i = 0; i < other.ForeignKeys.Count; i++)
            {
                if (Normal(other.ForeignKeys[i].Principal) == old)
                {
                    other.ForeignKeys[i] = other.ForeignKeys[i] with { Principal = table.Name };
                }
            }
        }
    }

    public int NewGroup() => ++_groups;

    /// <summary>A new transaction: what was set for the last one only is forgotten.</summary>
    public void BeginTransaction()
    {
        DistributedInParallel = false;
        TouchedReferences.Clear();
        TakesLocalTables = true;
        Sequential = false;
        SchemaSharding = false;
    }

    public IEnumerable<ClusterTable> Referencing(ClusterTable table) =>
        Tables.Where(t => t != table && t.ForeignKeys.Any(k => Normal(k.Principal) == table.Name));

    /// <summary>The tables that foreign keys connect with a table, in any direction, itself included.</summary>
    public HashSet<ClusterTable> Connected(ClusterTable start)
    {
        var connected = new HashSet<ClusterTable> { start };
        var queue = new Queue<ClusterTable>(connected);
        while (queue.Count > 0)
        {
            var table = queue.Dequeue();
            foreach (var next in table.ForeignKeys.Select(k => Find(k.Principal)).OfType<ClusterTable>().Concat(Referencing(table)))
            {
                if (connected.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return connected;
    }

    /// <summary>The tables that a table references, directly or through others.</summary>
    public HashSet<ClusterTable> Principals(ClusterTable start)
    {
        var found = new HashSet<ClusterTable>();
        var queue = new Queue<ClusterTable>([start]);
        while (queue.Count > 0)
        {
            foreach (var next in queue.Dequeue().ForeignKeys.Select(k => Find(k.Principal)).OfType<ClusterTable>())
            {
                if (found.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return found;
    }
}
