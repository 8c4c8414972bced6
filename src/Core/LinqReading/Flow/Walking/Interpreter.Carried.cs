using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>A row that was fetched by its key carries that key: <c>order.TenantId</c> is the <c>tenantId</c> it was asked for by.</content>
internal sealed partial class Interpreter
{
    /// <summary>The keys of fetched rows, and the values that they were fetched by.</summary>
    private readonly Dictionary<string, string> _carried = [];

    private void NoteCarried(Query? query, QueryValue of, SyntaxNode site)
    {
        if (query?.Command == CommandKind.Select && EntityNamed(of.ElementType) is { DistributionProperty: { } property } entity
            && entity.FindProperty(property)?.ColumnName is { } column && Fixing(query, column) is { } key)
        {
            // Fetched by one key on one way and by another on another, it carries neither for certain.
            var carried = At(site) + "." + property;
            _carried[carried] = _carried.TryGetValue(carried, out var before) && before != key.Identity ? carried : key.Identity;
        }
    }

    private void ForgetCarried(AbstractValue holder, ISymbol member)
    {
        if (_carried.Count > 0 && IdentityOf(holder) + "." + member.Name is var carried && _carried.ContainsKey(carried))
        {
            _carried[carried] = carried;
        }
    }

    /// <summary>The parameter that the key column of the rows is compared to, where they are selected or in a subquery below.</summary>
    private static Parameter? Fixing(Query query, string column)
    {
        // An entity's own columns come first; those of what is included stand behind.
        var seen = query.Output.Select(static o => o.Expr).OfType<ColumnRef>().FirstOrDefault(c => c.Name.StartsWith(column, System.StringComparison.Ordinal));
        if (seen?.Name != column)
        {
            return null;
        }

        for (var depth = 0; depth < 4 && seen is not null && query.SetOperation is null; depth++)
        {
            if (query.From.Where is { } where && Terms(where).Select(t => Compared(t, seen)).FirstOrDefault(static p => p is not null) is { } key)
            {
                return key;
            }

            if (query.Sources.FirstOrDefault(s => s.Id == seen.Source) is not SubquerySource { Query: var inner })
            {
                return null;
            }

            var name = seen.Name;
            query = inner;
            seen = query.Output.FirstOrDefault(o => o.Name == name)?.Expr as ColumnRef;
        }

        return null;
    }

    private static IEnumerable<Expr> Terms(Expr where) => where is BoolExpr { Op: BoolOp.And } all ? all.Args.SelectMany(Terms) : [where];

    private static Parameter? Compared(Expr term, ColumnRef column) => term is OpExpr { Operator: "=", Left: { } left, Right: var right }
        ? (left, right) switch
        {
            (ColumnRef own, Parameter key) when own.Source == column.Source && own.Name == column.Name => key,
            (Parameter key, ColumnRef own) when own.Source == column.Source && own.Name == column.Name => key,
            _ => null,
        }
        : null;
}
