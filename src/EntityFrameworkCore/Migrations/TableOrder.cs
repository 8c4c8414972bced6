using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Queries;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>Tables in the order of their foreign keys, principals first; those in a circle keep the order of their names.</summary>
internal static class TableOrder
{
    public static IReadOnlyDictionary<TableName, int> Of(IRelationalModel? model)
    {
        var order = new Dictionary<TableName, int>();
        var open = new HashSet<TableName>();
        foreach (var table in model?.Tables.OrderBy(Name) ?? Enumerable.Empty<ITable>())
        {
            Visit(table, order, open);
        }

        return order;
    }

    public static TableName Name(ITable table) => new(table.Schema, table.Name);

    private static void Visit(ITable start, Dictionary<TableName, int> order, HashSet<TableName> open)
    {
        var stack = new Stack<(ITable Table, bool Done)>([(start, false)]);
        while (stack.Count > 0)
        {
            var (table, done) = stack.Pop();
            var name = Name(table);
            if (done)
            {
                order.TryAdd(name, order.Count);
            }
            else if (open.Add(name))
            {
                stack.Push((table, true));
                foreach (var key in table.ForeignKeyConstraints.OrderByDescending(static k => k.Name, System.StringComparer.Ordinal))
                {
                    stack.Push((key.PrincipalTable, false));
                }
            }
        }
    }
}
