using System;
using System.Collections.Generic;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The tables of all contexts that stand on the cluster. A name without a schema finds <c>public</c>, then a schema that is the only one to have it.</summary>
internal sealed class ModelCatalog : ICatalog
{
    private readonly Dictionary<TableName, Table> _tables = [];
    private readonly Dictionary<string, Table> _bare = new(StringComparer.Ordinal);

    public ModelCatalog(ShardModel model)
    {
        foreach (var context in model.Contexts)
        {
            if (!context.NotSharded)
            {
                Add(context.Tables);
            }
        }

        Add(model.LooseTables);
    }

    private void Add(Support.EquatableArray<Table> tables)
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
}
