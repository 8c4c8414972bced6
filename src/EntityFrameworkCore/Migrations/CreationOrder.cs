using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>
/// Creates the table whose mark founds a group before the others of the group, where foreign keys let it: the migration then reads
/// as people think of it, "Orders, colocated with Companies".
/// </summary>
internal static class CreationOrder
{
    public static void Sort(List<MigrationOperation> operations, IRelationalModel? target)
    {
        var places = Enumerable.Range(0, operations.Count).Where(i => operations[i] is CreateTableOperation).ToList();
        var creates = places.ConvertAll(i => (CreateTableOperation)operations[i]);
        var byName = creates.ToDictionary(Name);
        var sorted = new List<CreateTableOperation>();
        var open = new HashSet<CreateTableOperation>();
        foreach (var create in creates.Where(c => Founds(c, target)).Concat(creates))
        {
            Visit(create, byName, sorted, open);
        }

        for (var i = 0; i < places.Count; i++)
        {
            operations[places[i]] = sorted[i];
        }
    }

    private static void Visit(CreateTableOperation start, Dictionary<TableName, CreateTableOperation> byName, List<CreateTableOperation> sorted, HashSet<CreateTableOperation> open)
    {
        var stack = new Stack<(CreateTableOperation Create, bool Done)>([(start, false)]);
        while (stack.Count > 0)
        {
            var (create, done) = stack.Pop();
            if (done)
            {
                sorted.Add(create);
            }
            else if (open.Add(create))
            {
                stack.Push((create, true));
                foreach (var key in create.ForeignKeys)
                {
                    if (byName.TryGetValue(new TableName(key.PrincipalSchema, key.PrincipalTable), out var principal))
                    {
                        stack.Push((principal, false));
                    }
                }
            }
        }
    }

    private static TableName Name(CreateTableOperation create) => new(create.Schema, create.Name);

    private static bool Founds(CreateTableOperation create, IRelationalModel? target) =>
        TableDistribution.Read(create) is { HasShards: true, Group: { } group }
        && target?.FindTable(create.Name, create.Schema) is { } table
        && table.EntityTypeMappings.Any(m => string.Equals(m.TypeBase.Name, group, StringComparison.Ordinal));
}
