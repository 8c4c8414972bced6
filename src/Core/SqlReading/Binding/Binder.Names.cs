using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>What a name stands for (<c>parse_relation.c</c>, <c>transformColumnRef</c>).</summary>
internal sealed partial class Binder
{
    private static readonly HashSet<string> SystemColumns = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"];

    private Expr BindName(NameSyntax name, Scope scope)
    {
        var at = At(name);
        if (name.Star)
        {
            return name.Parts.Count > 0 && FindItem(name.Parts, name.Parts.Count, scope, out _) is { } starred
                ? WholeRow(starred, at)
                : Opaque("'*' stands for no single value", at);
        }

        var parts = name.Parts;
        var last = parts[parts.Count - 1];
        if (parts.Count == 1)
        {
            return BareColumn(last, scope, at) ?? Opaque("no column '" + last + "' is known here", at);
        }

        if (FindItem(parts, parts.Count - 1, scope, out var owner) is { } item)
        {
            owner.References++;
            return ItemColumn(item, last, at);
        }

        // A field of a column of a composite type, or a name from outside the text.
        return parts.Count == 2 && BareColumn(parts[0], scope, at) is { Type.IsUnknown: false } composite
            ? new OpaqueExpr("a field of a value", [composite], Fatal: false) { At = at, Volatility = Volatility.Immutable }
            : Opaque("no table '" + parts[parts.Count - 2] + "' is known here", at);
    }

    /// <summary>The item that <c>alias</c> or <c>schema.table</c> names, from the innermost level outwards.</summary>
    private static NamespaceItem? FindItem(List<string> parts, int count, Scope? scope, out Scope owner)
    {
        var alias = parts[count - 1];
        var schema = count > 1 ? parts[count - 2] : null;
        for (; scope is not null; scope = scope.Outer)
        {
            for (var i = scope.First; i < scope.Items.Count; i++)
            {
                var item = scope.Items[i];
                if (item.IsNamed && item.Alias == alias && (schema is null || item.Schema == schema || item.Schema is null))
                {
                    owner = scope;
                    return item;
                }
            }
        }

        owner = null!;
        return null;
    }

    private static Expr ItemColumn(NamespaceItem item, string name, Origin at)
    {
        if (item.Find(name) is { } column)
        {
            return column.Value with { At = at };
        }

        // A column that the model does not have may still be there: a system column, or one nobody mapped.
        var source = item.Source >= 0 ? item.Source : item.OpenSource;
        return source >= 0
            ? new ColumnRef(source, name) { At = at }
            : Opaque("no column '" + name + "' is known here", at);
    }

    private static Expr? BareColumn(string name, Scope scope, Origin at)
    {
        // A level whose tables are all known decides; one with unknown tables may have any column.
        for (var level = scope; level is not null; level = level.Outer)
        {
            NamespaceItem? open = null;
            var opens = 0;
            for (var i = level.First; i < level.Items.Count; i++)
            {
                var item = level.Items[i];
                if (item.HasBareColumns && item.Find(name) is { } column)
                {
                    level.References++;
                    return column.Value with { At = at };
                }

                if (item.HasBareColumns && (item.IsOpen || (item.IsTable && SystemColumns.Contains(name))))
                {
                    open = item;
                    opens++;
                }
            }

            for (var i = level.First; i < level.Items.Count; i++)
            {
                if (level.Items[i].IsNamed && level.Items[i].Alias == name)
                {
                    level.References++;
                    return WholeRow(level.Items[i], at);
                }
            }

            if (open is not null)
            {
                level.References++;
                return opens == 1 && open.Source >= 0
                    ? new ColumnRef(open.Source, name) { At = at }
                    : Opaque("column '" + name + "' may belong to several tables", at);
            }
        }

        return OnlyTable(name, scope, at);
    }

    /// <summary>With one table in sight, a column that the model does not have is most likely that table's.</summary>
    private static Expr? OnlyTable(string name, Scope scope, Origin at)
    {
        NamespaceItem? only = null;
        for (var i = scope.First; i < scope.Items.Count; i++)
        {
            if (scope.Items[i].IsTable)
            {
                if (only is not null)
                {
                    return null;
                }

                only = scope.Items[i];
            }
        }

        return only is null ? null : new ColumnRef(only.Source, name) { At = at };
    }

    private static Expr WholeRow(NamespaceItem item, Origin at)
    {
        if (item.IsScalar && item.Columns.Count == 1)
        {
            return item.Columns[0].Value with { At = at };
        }

        if (item.Source >= 0)
        {
            return new RowRef(item.Source) { At = at, Type = new SqlType("record") };
        }

        var values = ImmutableArray.CreateBuilder<Expr>();
        foreach (var column in item.Columns)
        {
            values.Add(column.Value);
        }

        return new RowExpr(values.ToImmutable()) { At = at, Type = new SqlType("record") };
    }

    /// <summary>The columns that <c>*</c> or <c>alias.*</c> stands for; of a table with unknown ones a whole row named <c>*</c>.</summary>
    private void ExpandStar(NameSyntax star, Scope scope, ImmutableArray<OutputColumn>.Builder outputs)
    {
        if (star.Parts.Count > 0)
        {
            if (FindItem(star.Parts, star.Parts.Count, scope, out var owner) is { } item)
            {
                owner.References++;
                ExpandItem(item, At(star), outputs);
            }
            else
            {
                outputs.Add(new OutputColumn("*", Opaque("no table '" + star.Parts[star.Parts.Count - 1] + "' is known here", At(star))));
            }

            return;
        }

        for (var i = scope.First; i < scope.Items.Count; i++)
        {
            if (scope.Items[i].HasBareColumns)
            {
                ExpandItem(scope.Items[i], At(star), outputs);
            }
        }
    }

    private static void ExpandItem(NamespaceItem item, Origin at, ImmutableArray<OutputColumn>.Builder outputs)
    {
        foreach (var column in item.Columns)
        {
            outputs.Add(new OutputColumn(column.Name, column.Value with { At = at }) { At = at });
        }

        if (item.IsOpen && item.Source >= 0)
        {
            outputs.Add(new OutputColumn("*", new RowRef(item.Source) { At = at }) { At = at });
        }
    }
}
