using System;
using System.Collections.Generic;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Planning;

/// <summary>The tables of a shard model by name. A name without a schema finds <c>public</c>, then the only table of that name in any schema.</summary>
internal sealed class ModelCatalog : ICatalog
{
    private readonly Dictionary<TableName, Table> _tables = new();
    private readonly Dictionary<string, Table> _bare = new(StringComparer.Ordinal);

    /// <summary>The tables of one context first, if one is known, then those of all that stand on the cluster.</summary>
    public ModelCatalog(ShardModel model, ContextModel? first = null)
    {
        if (first is not null)
        {
            Add(first.Tables);
        }

        foreach (var context in model.Contexts)
        {
            if (!context.NotSharded)
            {
                Add(context.Tables);
            }
        }

        Add(model.LooseTables);
    }

    public Table? Find(TableName name)
    {
        if (_tables.TryGetValue(name, out var exact))
        {
            return exact;
        }

        if (name.Schema is null)
        {
            return _tables.TryGetValue(new TableName("public", name.Name), out var found) || _bare.TryGetValue(name.Name, out found) ? found : null;
        }

        return name.Schema == "public" && _tables.TryGetValue(new TableName(null, name.Name), out var unqualified) ? unqualified : null;
    }

    private void Add(EquatableArray<Table> tables)
    {
        foreach (var table in tables)
        {
            if (!_tables.ContainsKey(table.Name))
            {
                _tables.Add(table.Name, table);
            }

            if (!_bare.ContainsKey(table.Name.Name))
            {
                _bare.Add(table.Name.Name, table);
            }
        }
    }
}
