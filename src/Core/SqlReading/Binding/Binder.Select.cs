using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>One SELECT (<c>transformSelectStmt</c>) or VALUES.</summary>
internal sealed partial class Binder
{
    private Query BindSelect(SelectSyntax syntax, Scope? outer, CteScope? ctes)
    {
        var scope = new Scope(outer, ctes);
        var sources = new List<Source>();
        var from = BindFrom(syntax.From, scope, sources);
        foreach (var window in syntax.Windows)
        {
            (scope.Windows ??= [])[window.Name!] = window;
        }

        var output = BindOutputs(syntax.Output, scope);
        var where = syntax.Where is null ? null : Condition(syntax.Where, scope);
        var orderBy = BindOrderBy(syntax.OrderBy, output, scope);
        var sets = ImmutableArray<ImmutableArray<Expr>>.Empty;
        var groupBy = BindGroupBy(syntax.GroupBy, output, scope, ref sets);
        var distinctOn = ImmutableArray.CreateBuilder<Expr>();
        foreach (var item in syntax.DistinctOn)
        {
            distinctOn.Add(OutputOrExpr(item, output, scope, outputsFirst: true));
        }

        return new Query
        {
            Sources = [.. sources],
            From = new FromList(from, where),
            Output = output,
            GroupBy = groupBy,
            GroupingSets = sets,
            Having = syntax.Having is null ? null : Condition(syntax.Having, scope),
            Distinct = syntax.Distinct,
            DistinctOn = distinctOn.ToImmutable(),
            OrderBy = orderBy,
            Limit = Amount(syntax.Limit, scope),
            Offset = Amount(syntax.Offset, scope),
            WithTies = syntax.WithTies,
            Locks = BindLocks(syntax.Locks, scope, sources.Exists(static source => source is TableSource or SubquerySource)),
        };
    }

    private Expr Condition(ExprSyntax syntax, Scope scope) => Coerce(Bind(syntax, scope), SqlType.Bool);

    private Expr? Amount(ExprSyntax? syntax, Scope scope) =>
        syntax is null or LiteralSyntax { Value: null } ? null : Coerce(Bind(syntax, scope), SqlType.Int8);

    private ImmutableArray<OutputColumn> BindOutputs(List<OutputSyntax> items, Scope scope)
    {
        var outputs = ImmutableArray.CreateBuilder<OutputColumn>(items.Count);
        foreach (var item in items)
        {
            if (item.Expr is NameSyntax { Star: true } star)
            {
                ExpandStar(star, scope, outputs);
                continue;
            }

            var expr = Bind(item.Expr, scope);
            outputs.Add(new OutputColumn(item.Name ?? OutputName(item.Expr), expr) { At = At(item.Expr) });
        }

        return outputs.ToImmutable();
    }

    /// <summary>What an output without a name is called (<c>FigureColname</c>).</summary>
    private static string OutputName(ExprSyntax syntax) => FigureName(syntax).Name ?? "?column?";

    private static (string? Name, bool Strong) FigureName(ExprSyntax syntax)
    {
        switch (syntax)
        {
            case NameSyntax name when name.Parts.Count > 0:
                return (name.Parts[name.Parts.Count - 1], true);
            case CallSyntax call:
                return (call.Name[call.Name.Count - 1], true);
            case CollateSyntax collate:
                return FigureName(collate.Arg);
            case AccessSyntax { Field: { } field } when field != "*":
                return (field, true);
            case AccessSyntax access:
                return FigureName(access.Arg);
            case CastSyntax cast:
                var inner = FigureName(cast.Arg);
                return inner.Strong ? inner : (cast.Type.Name, false);
            case CaseSyntax { Else: { } otherwise } when FigureName(otherwise) is { Strong: true } found:
                return found;
            case CaseSyntax:
                return ("case", false);
            case SubquerySyntax { Kind: SubLinkKind.Exists }:
                return ("exists", true);
            case SubquerySyntax { Kind: SubLinkKind.Array }:
                return ("array", true);
            case SubquerySyntax { Kind: SubLinkKind.Scalar, Query: SelectSyntax { Output: [var first, ..] } }:
                return first.Name is null ? FigureName(first.Expr) : (first.Name, true);
            case ListSyntax list when list.Kind <= ListKind.Least:
                return (list.Kind.ToString().ToLowerInvariant(), true);
            default:
                return (null, false);
        }
    }

    private ImmutableArray<OrderItem> BindOrderBy(List<OrderSyntax> items, ImmutableArray<OutputColumn> outputs, Scope scope)
    {
        var result = ImmutableArray.CreateBuilder<OrderItem>(items.Count);
        foreach (var item in items)
        {
            result.Add(new OrderItem(OutputOrExpr(item.Expr, outputs, scope, outputsFirst: true), item.Descending));
        }

        return result.MoveToImmutable();
    }

    /// <summary>
    /// An item of ORDER BY, GROUP BY or DISTINCT ON: a number or a bare name may mean an output
    /// (<c>findTargetlistEntrySQL92</c>); GROUP BY prefers a column of FROM.
    /// </summary>
    private Expr OutputOrExpr(ExprSyntax syntax, ImmutableArray<OutputColumn> outputs, Scope scope, bool outputsFirst)
    {
        if (syntax is LiteralSyntax { Value: long ordinal } && ordinal >= 1 && ordinal <= outputs.Length)
        {
            return outputs[(int)ordinal - 1].Expr;
        }

        if (syntax is not NameSyntax { Star: false, Parts.Count: 1 } name || (!outputsFirst && IsColumnOfLevel(name.Parts[0], scope)))
        {
            return Bind(syntax, scope);
        }

        foreach (var output in outputs)
        {
            if (output.Name == name.Parts[0])
            {
                return output.Expr;
            }
        }

        return Bind(syntax, scope);
    }

    private static bool IsColumnOfLevel(string name, Scope scope)
    {
        foreach (var item in scope.Items)
        {
            if (item.HasBareColumns && item.Find(name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<RowLock> BindLocks(List<LockSyntax> locks, Scope scope, bool hasRows)
    {
        var result = ImmutableArray.CreateBuilder<RowLock>(locks.Count);
        foreach (var item in locks)
        {
            var sources = ImmutableArray.CreateBuilder<int>();
            foreach (var table in item.Tables)
            {
                if (FindItem([table], 1, scope, out _) is { Source: >= 0 } found)
                {
                    sources.Add(found.Source);
                }
            }

            // Functions, VALUES and WITH items have no rows to lock; a clause that names nothing passes them by (transformLockingClause).
            if (item.Tables.Count > 0 || hasRows)
            {
                result.Add(new RowLock(item.Strength, sources.ToImmutable()) { At = At(item.Start, item.End) });
            }
        }

        return result.ToImmutable();
    }

    /// <summary>VALUES as a query is a query over a VALUES source.</summary>
    private Query BindValues(ValuesSyntax syntax, Scope? outer, CteScope? ctes)
    {
        var scope = new Scope(outer, ctes);
        var source = BindRows(syntax, scope, "*VALUES*") with { At = At(syntax.Start, syntax.End) };
        var values = ValuesOutput(source);
        var item = ItemOf(source.Id, source.Alias, values, open: false);
        scope.Items.Add(item);
        var output = ImmutableArray.CreateBuilder<OutputColumn>();
        ExpandItem(item, At(syntax.Start, syntax.End), output);
        var outputs = output.ToImmutable();
        return new Query
        {
            Sources = [source],
            From = new FromList([new FromSource(source.Id)], null),
            Output = outputs,
            OrderBy = BindOrderBy(syntax.OrderBy, outputs, scope),
            Limit = Amount(syntax.Limit, scope),
            Offset = Amount(syntax.Offset, scope),
        };
    }

    private ValuesSource BindRows(ValuesSyntax syntax, Scope scope, string alias)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Expr>>(syntax.Rows.Count);
        foreach (var row in syntax.Rows)
        {
            rows.Add(BindAll(row, scope));
        }

        return new ValuesSource(NextSource(), alias, rows.MoveToImmutable());
    }

    private static List<OutputColumn> ValuesOutput(ValuesSource source)
    {
        var outputs = new List<OutputColumn>();
        var width = source.Rows.IsEmpty ? 0 : source.Rows[0].Length;
        for (var i = 0; i < width; i++)
        {
            var type = SqlType.Unknown;
            foreach (var row in source.Rows)
            {
                type = i < row.Length ? TypeKinds.Common(type, row[i].Type) : type;
            }

            var name = "column" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            outputs.Add(new OutputColumn(name, new Constant(null) { Type = type.IsUnknown ? SqlType.Text : type }));
        }

        return outputs;
    }
}
