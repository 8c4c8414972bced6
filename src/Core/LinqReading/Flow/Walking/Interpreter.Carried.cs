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

    /// <summary>The parameter that the rows' own table has its key compared to; a limit may have put that into a subquery.</summary>
    private static Parameter? Fixing(Query query, string column)
    {
        for (var depth = 0; depth < 4; depth++)
        {
            var rows = First(query.From);
            var source = query.Sources.FirstOrDefault(s => s.Id == rows);
            if (source is TableSource)
            {
                return query.From.Where is { } where ? Terms(where).Select(t => Compared(t, rows, column)).FirstOrDefault(static p => p is not null) : null;
            }

            if (source is not SubquerySource { Query: var inner })
            {
                return null;
            }

            query = inner;
        }

        return null;
    }

    private static int First(FromNode from) => from switch
    {
        FromSource leaf => leaf.Source,
        FromList { Items: { IsEmpty: false } items } => First(items[0]),
        FromJoin { Kind: JoinKind.Inner or JoinKind.Left } join => First(join.Left),
        _ => -1,
    };

    private static IEnumerable<Expr> Terms(Expr where) => where is BoolExpr { Op: BoolOp.And } all ? all.Args.SelectMany(Terms) : [where];

    private static Parameter? Compared(Expr term, int rows, string column) => term is OpExpr { Operator: "=", Left: { } left, Right: var right }
        ? (left, right) switch
        {
            (ColumnRef own, Parameter key) when own.Source == rows && own.Name == column => key,
            (Parameter key, ColumnRef own) when own.Source == rows && own.Name == column => key,
            _ => null,
        }
        : null;
}
