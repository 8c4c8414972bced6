using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>
/// Reads a statement for what it says of distribution keys, level by level, as a person would who looks for the key. It
/// explains a verdict and decides none: for that it need not know what PostgreSQL makes of the statement.
/// </summary>
internal sealed class StatementKeys
{
    private const int MostDepth = 200;

    private readonly ICatalog _catalog;
    private readonly KeyClasses _all = new();
    private readonly List<KeyClasses> _own = [];
    private readonly List<KeyUse> _uses = [];
    private readonly List<(Query Query, int Level)> _queue = [];
    private readonly Dictionary<(int Source, string Column), List<KeyDefeat>> _defeats = new();
    private readonly List<Query> _levels = [];

    private StatementKeys(ICatalog catalog) => _catalog = catalog;

    public IReadOnlyList<KeyUse> Uses => _uses;

    public IReadOnlyList<Query> Levels => _levels;

    /// <summary>The first table of the statement that is not sharded at all.</summary>
    public TableSource? LocalTable { get; private set; }

    public static StatementKeys Read(Query query, ICatalog catalog)
    {
        var keys = new StatementKeys(catalog);
        keys._queue.Add((query, 0));
        for (var i = 0; i < keys._queue.Count; i++)
        {
            keys.Level(keys._queue[i].Query);
        }

        foreach (var use in keys._uses)
        {
            var column = KeyClasses.Column(use.Source.Id, use.Key);
            use.OwnValue = keys._own[use.Level].ValueOf(column);
            use.AnyValue = keys._all.ValueOf(column);
            use.Defeat = keys._defeats.TryGetValue((use.Source.Id, use.Key), out var defeats) ? defeats[0] : null;
        }

        return keys;
    }

    private void Level(Query query)
    {
        var level = _levels.Count;
        _levels.Add(query);
        _own.Add(new KeyClasses());
        if (query.Write is { } write)
        {
            Table(write.Target, level);
            foreach (var assignment in write.Assignments)
            {
                Look(assignment.Value, 0);
            }
        }

        foreach (var source in query.Sources)
        {
            switch (source)
            {
                case TableSource table:
                    Table(table, level);
                    break;
                case SubquerySource inner:
                    _queue.Add((inner.Query, level));
                    Outputs(inner.Id, inner.Query);
                    break;
            }
        }

        foreach (var item in query.With)
        {
            _queue.Add((item.Query, level));
        }

        From(query.From, level, 0);
        foreach (var output in query.Output)
        {
            Look(output.Expr, 0);
        }

        if (query.Having is { } having)
        {
            Look(having, 0);
        }

        foreach (var item in query.OrderBy)
        {
            Look(item.Expr, 0);
        }
    }

    private void Table(TableSource source, int level)
    {
        var table = _catalog.Find(source.Table);
        if (table is { Kind: TableKind.Distributed, DistributionColumn: not null })
        {
            _uses.Add(new KeyUse(source, table, level));
        }
        else if (table is null or { Kind: TableKind.Local or TableKind.Unmarked })
        {
            LocalTable ??= source;
        }
    }

    /// <summary>A subquery's output column is the column that it selects.</summary>
    private void Outputs(int source, Query query)
    {
        foreach (var output in query.Output)
        {
            if (output.Expr is ColumnRef column)
            {
                _all.Equate(KeyClasses.Column(source, output.Name), KeyClasses.Column(column.Source, column.Name));
            }
        }
    }

    private void From(FromNode node, int level, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        switch (node)
        {
            case FromList list:
                foreach (var item in list.Items)
                {
                    From(item, level, depth + 1);
                }

                Condition(list.Where, level, 0);
                break;
            case FromJoin join:
                From(join.Left, level, depth + 1);
                From(join.Right, level, depth + 1);
                Condition(join.On, level, 0);
                break;
        }
    }

    /// <summary>A condition that must hold, taken apart at its ANDs.</summary>
    private void Condition(Expr? condition, int level, int depth)
    {
        switch (condition)
        {
            case null:
                return;
            case BoolExpr { Op: BoolOp.And } conjunction when depth < MostDepth:
                foreach (var part in conjunction.Args)
                {
                    Condition(part, level, depth + 1);
                }

                return;
            case OpExpr { Operator: "=", Left: { } left } equality when Equality(left, equality.Right, level):
                return;
            default:
                Defeats(condition, condition, 0);
                Look(condition, 0);
                return;
        }
    }

    private bool Equality(Expr left, Expr right, int level)
    {
        if (left is not ColumnRef)
        {
            (left, right) = (right, left);
        }

        if (left is not ColumnRef column)
        {
            return false;
        }

        var name = KeyClasses.Column(column.Source, column.Name);
        if (right is ColumnRef other)
        {
            var otherName = KeyClasses.Column(other.Source, other.Name);
            _own[level].Equate(name, otherName);
            _all.Equate(name, otherName);
            return true;
        }

        if (ValueOf(right) is not { } value)
        {
            return false;
        }

        _own[level].Give(name, value);
        _all.Give(name, value);
        return true;
    }

    private static string? ValueOf(Expr expr) => expr switch
    {
        Parameter parameter => parameter.Identity,
        Constant { IsNull: false } constant => "=" + System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        CastExpr cast => ValueOf(cast.Arg),
        _ => null,
    };

    /// <summary>Notes for each column that a condition names why it is not fixed by it.</summary>
    private void Defeats(Expr whole, Expr part, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        if (part is ColumnRef column)
        {
            if (!_defeats.TryGetValue((column.Source, column.Name), out var list))
            {
                _defeats.Add((column.Source, column.Name), list = []);
            }

            list.Add(new KeyDefeat(whole.At, DefeatWords.Of(whole, column)));
            return;
        }

        foreach (var child in ExprParts.Of(part))
        {
            Defeats(whole, child, depth + 1);
        }
    }

    /// <summary>Finds subqueries inside an expression.</summary>
    private void Look(Expr expr, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        if (expr is SubLink link)
        {
            if (link is { Kind: SubLinkKind.Any, Test: ColumnRef test } && link.Query.Output.Length == 1 && link.Query.Output[0].Expr is ColumnRef selected)
            {
                _all.Equate(KeyClasses.Column(test.Source, test.Name), KeyClasses.Column(selected.Source, selected.Name));
            }

            _queue.Add((link.Query, _levels.Count - 1));
        }

        foreach (var child in ExprParts.Of(expr))
        {
            Look(child, depth + 1);
        }
    }
}
