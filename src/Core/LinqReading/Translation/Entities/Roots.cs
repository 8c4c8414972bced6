using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>The rows of an entity: its tables, its hierarchy, its query filters.</summary>
internal sealed partial class TranslationRun
{
    private readonly HashSet<string> _filtering = [];

    private Rows? RootRows(RootNode root)
    {
        if (Model is not { } model)
        {
            Fail($"the model of '{root.Context.Type.Name}' is not known", root.At);
            return null;
        }

        if (model.Find(root.Entity) is not { } entity)
        {
            Fail($"'{root.Entity.Name}' is not an entity of '{root.Context.Type.Name}'", root.At);
            return null;
        }

        return root.Sql is LinqSql sql ? SqlRows(entity, sql, root.At) : EntityRows(entity, entity.DisplayName, root.At);
    }

    /// <summary>All rows of an entity that its query filters let through.</summary>
    private Rows? EntityRows(Entity entity, string display, Origin at)
    {
        var rows = Unfiltered(entity, display, at);
        return rows is not null && Filter(rows, entity, at) ? rows : null;
    }

    private Rows? Unfiltered(Entity entity, string display, Origin at)
    {
        if (entity.SqlQuery is not null)
        {
            return SqlRows(entity, new LinqSql(entity.SqlQuery.Length == 0 ? null : entity.SqlQuery), at);
        }

        switch (entity.Inheritance)
        {
            case Inheritance.TablePerType:
                return HierarchyRows(entity, display, at);
            case Inheritance.TablePerConcrete:
                return ConcreteRows(entity, display, at);
        }

        if (entity.Table is not { } name)
        {
            Fail($"'{entity.DisplayName}' maps to no table", at);
            return null;
        }

        var table = new BaseTable(name, display) { At = at };
        var rows = new Rows(Selects.Select.From(table), null!);
        var row = new EntityRef(entity, new TableColumns(table, null), rows.Owner) { Display = display };
        SetElement(rows, row);
        if (TypePredicate(row, entity, isRoot: true) is { } predicate)
        {
            rows.Select.ApplyPredicate(predicate);
        }

        return rows;
    }

    private void SetElement(Rows rows, EntityRef row)
    {
        AddAutoIncludes(row.Includes, row.Entity, 0);
        rows.Element = new EntityShape(row);
    }

    /// <summary>Table-per-type: inner joins up to the root, left joins down to what may be below.</summary>
    private Rows? HierarchyRows(Entity entity, string display, Origin at)
    {
        var line = Model!.Lineage(entity);
        var tables = new Dictionary<TableName, FromTable>();
        Selects.Select? select = null;
        FromTable? first = null;
        foreach (var level in line)
        {
            if (level.Table is not { } name || tables.ContainsKey(name))
            {
                continue;
            }

            var table = new BaseTable(name, display) { At = at };
            tables[name] = table;
            if (select is null)
            {
                select = Selects.Select.From(table);
                first = table;
            }
            else
            {
                select.Add(EntryKind.Inner, table, KeyJoin(entity, first!, table), at);
            }
        }

        if (select is null)
        {
            Fail($"'{entity.DisplayName}' maps to no table", at);
            return null;
        }

        foreach (var below in Model.WithDerived(entity))
        {
            if (below.Table is { } name && !tables.ContainsKey(name))
            {
                var table = new BaseTable(name, display) { At = at, Optional = true };
                tables[name] = table;
                select.Add(EntryKind.Left, table, KeyJoin(entity, first!, table), at, prunable: true);
            }
        }

        var rows = new Rows(select, null!);
        SetElement(rows, new EntityRef(entity, new TableColumns(first!, tables), rows.Owner) { Display = display });
        return rows;
    }

    private static Expr KeyJoin(Entity entity, FromTable first, FromTable table)
    {
        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var name in entity.Key)
        {
            if (entity.FindProperty(name) is { } property)
            {
                args.Add(new OpExpr("=", new LogicalColumn(first, property.ColumnName, false) { Type = property.Type }, new LogicalColumn(table, property.ColumnName, false) { Type = property.Type }) { Type = SqlType.Bool });
            }
        }

        return args.Count == 0 ? True : Combine(BoolOp.And, args);
    }

    /// <summary>Table-per-concrete-type: the union of the tables.</summary>
    private Rows? ConcreteRows(Entity entity, string display, Origin at)
    {
        var concrete = Model!.WithDerived(entity).FindAll(static e => !e.IsAbstract && e.Table is not null);
        if (concrete.Count == 0)
        {
            Fail($"'{entity.DisplayName}' maps to no table", at);
            return null;
        }

        if (concrete.Count == 1)
        {
            var only = new BaseTable(concrete[0].Table!, display) { At = at };
            var single = new Rows(Selects.Select.From(only), null!);
            SetElement(single, new EntityRef(entity, new TableColumns(only, null), single.Owner) { Display = display });
            return single;
        }

        var columns = new List<string>();
        var arms = ImmutableArray.CreateBuilder<UnionArm>();
        foreach (var type in concrete)
        {
            arms.Add(new UnionArm(type.DisplayName, type.Table!, [.. type.Properties.Select(static p => p.ColumnName)]));
            columns.AddRange(type.Properties.Select(static p => p.ColumnName).Where(name => !columns.Contains(name)));
        }

        columns.Add(UnionTable.Discriminator);

        var table = new UnionTable(arms.ToImmutable(), [.. columns], display) { At = at };
        var rows = new Rows(Selects.Select.From(table), null!);
        SetElement(rows, new EntityRef(entity, new NamedColumns(table, columns.ToDictionary(static name => name)), rows.Owner) { Display = display });
        return rows;
    }

    /// <summary>The discriminator's condition for a type of a hierarchy in one table; null when all rows are of it.</summary>
    private Expr? TypePredicate(EntityRef row, Entity wanted, bool isRoot = false)
    {
        var root = Model!.RootOf(wanted);
        if (wanted.Inheritance == Inheritance.TablePerType && !isRoot)
        {
            return wanted.FindProperty(wanted.Key.IsEmpty ? null : wanted.Key[0]) is { } key && wanted.Table is not null
                ? new NullTest(row.Columns.Column(key with { Table = wanted.Table }), IsNull: false) { Type = SqlType.Bool }
                : null;
        }

        if (wanted.Inheritance == Inheritance.TablePerConcrete && !isRoot && row.Columns is NamedColumns { Table: UnionTable union })
        {
            var names = Model.WithDerived(wanted).Select(static e => e.DisplayName).Where(name => union.Arms.Any(arm => arm.Type == name)).Select(static name => (Expr)new Constant(name) { Type = SqlType.Text }).ToImmutableArray();
            var type = new LogicalColumn(union, UnionTable.Discriminator, false) { Type = SqlType.Text };
            return names.Length == 1
                ? new ClrEquality(type, names[0], Negated: false) { Type = SqlType.Bool }
                : new ArrayOpExpr("=", type, new ArrayExpr(names) { Type = SqlType.Text.ArrayOf() }, All: false) { Type = SqlType.Bool };
        }

        if (root.Id == wanted.Id || wanted.Discriminator is not { } discriminator || wanted.Inheritance != Inheritance.TablePerHierarchy)
        {
            return null;
        }

        var property = wanted.FindProperty(discriminator.Property) ?? root.FindProperty(discriminator.Property);
        if (property is null)
        {
            return null;
        }

        var values = ImmutableArray.CreateBuilder<Expr>();
        foreach (var type in Model.WithDerived(wanted))
        {
            if (type.Discriminator?.Value is { } value)
            {
                values.Add(DiscriminatorValue(value, property.Type));
            }
        }

        var column = row.Columns.Column(property);
        return values.Count switch
        {
            0 => null,
            1 => EqualValues(column, values[0], Origin.None, negated: false),
            _ => new ArrayOpExpr("=", column, new ArrayExpr(values.ToImmutable()) { Type = property.Type.ArrayOf() }, All: false) { Type = SqlType.Bool },
        };
    }

    private static Constant DiscriminatorValue(string text, SqlType type) =>
        new(type.Equals(SqlType.Bool) ? text == "true"
            : type.Name.StartsWith("int", System.StringComparison.Ordinal) && long.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
            : text)
        { Type = type };

    /// <summary>Query filters are put on every set of rows of the entity, those that a navigation leads to included.</summary>
    private bool Filter(Rows rows, Entity entity, Origin at)
    {
        if (Flags.IgnoreFilters)
        {
            return true;
        }

        var root = Model!.RootOf(entity);
        if (root.QueryFilters.IsEmpty || !_filtering.Add(root.Id))
        {
            return true;
        }

        var fine = true;
        foreach (var filter in root.QueryFilters)
        {
            if (filter.Name is { } name && Flags.IgnoredFilters.Contains(name))
            {
                continue;
            }

            fine = fine && ApplyFilter(rows, filter, entity, at);
        }

        _filtering.Remove(root.Id);
        return fine;
    }

    private bool ApplyFilter(Rows rows, QueryFilter filter, Entity entity, Origin at)
    {
        if (Host.LambdaAt(filter.Place) is { } body)
        {
            var reader = new TreeReader(Evaluator);
            var lambda = reader.ReadLambda(new Values.LambdaValue(body, body.Symbol, Evaluator.ScopeOf(Context), IsExpressionTree: true));
            if (lambda is LambdaNode { Parameters.Length: 1 } read && Restrict(rows, read, Env.Empty))
            {
                return true;
            }
        }
        else if (filter.Predicate is { } predicate && rows.Element is EntityShape row)
        {
            rows.Select.ApplyPredicate(FilterPredicate.Over(predicate, row.Entity, Context));
            return true;
        }

        Fail($"the query filter of '{entity.DisplayName}' could not be read", at);
        return false;
    }

    /// <summary>All columns of an entity's row with their names, in the order the model has them; a set operation's rows have none of owned types.</summary>
    private IEnumerable<(Expr Expr, string Column)> ColumnsOf(EntityRef row, bool withOwned = true)
    {
        var seen = new HashSet<string>();
        withOwned &= row.Columns is not NamedColumns { Table: SetTable };
        if (row.Columns is NamedColumns { Table: UnionTable union })
        {
            yield return (new LogicalColumn(union, UnionTable.Discriminator, false) { Type = SqlType.Text }, UnionTable.Discriminator);
        }

        foreach (var type in Model!.WithDerived(row.Entity))
        {
            foreach (var property in type.Properties)
            {
                // Under one name, the tables of a hierarchy give what they share once.
                if (seen.Add(row.Columns is NamedColumns ? property.ColumnName : property.Table + "." + property.ColumnName))
                {
                    yield return (row.Columns.Column(property), property.ColumnName);
                }
            }

            foreach (var navigation in type.Navigations)
            {
                if (withOwned && navigation.IsOwned && Model.Find(navigation.Target) is { Owner: not null } owned)
                {
                    if (owned.JsonColumn is { } json && row.Columns is not JsonColumns && row.Columns.Column(json, SqlType.Jsonb) is { } document && seen.Add(json))
                    {
                        yield return (document, json);
                    }
                    else if (owned.JsonColumn is null && !navigation.IsCollection && SameTable(owned, type))
                    {
                        foreach (var property in owned.Properties)
                        {
                            if (seen.Add(property.Table + "." + property.ColumnName))
                            {
                                yield return (row.Columns.Column(property), property.ColumnName);
                            }
                        }
                    }
                }
            }
        }
    }

    private static bool SameTable(Entity owned, Entity owner) => owned.Table is null || owned.Table.Equals(owner.Table);
}
