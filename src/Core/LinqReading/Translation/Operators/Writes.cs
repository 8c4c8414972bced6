using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Finishing;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>ExecuteUpdate and ExecuteDelete, as EF Core writes them for PostgreSQL.</summary>
internal sealed partial class TranslationRun
{
    internal Query? Delete(Node tree, Origin at)
    {
        if (Target(tree, at) is not { } found)
        {
            return null;
        }

        var (rows, entity, table) = found;
        if (table is not null && IsPlain(rows.Select) && ReferenceEquals(rows.Select.Tables[0].Table, table) && rows.Select.Tables.TrueForAll(static t => t.Kind is EntryKind.First or EntryKind.Inner))
        {
            return new Finisher().Write(CommandKind.Delete, rows.Select, table, [], at);
        }

        // Anything else goes into a subquery that the rows of the table are looked up in.
        if (entity.Entity.Table is null || Unfiltered(entity.Entity, entity.Display, at) is not { Element: EntityShape { Entity: var target } } again || !Filter(again, entity.Entity, at))
        {
            Fail("EF Core cannot translate this ExecuteDelete", at);
            return null;
        }

        if (WhereContained(again, target, rows, at) is not { } predicate)
        {
            return null;
        }

        again.Select.ApplyPredicate(predicate);
        return new Finisher().Write(CommandKind.Delete, again.Select, again.Select.Tables[0].Table, [], at);
    }

    private Expr? WhereContained(Rows outer, EntityRef target, Rows rows, Origin at)
    {
        rows.Element = ApplyPending(rows);
        if (rows.Element is not EntityShape { Entity: var inner })
        {
            return null;
        }

        var select = rows.Select;
        if (select.Limit is null && select.Offset is null)
        {
            select.Orderings.Clear();
        }

        select.Distinct = false;
        select.Fixed = null;
        var keys = KeyColumns(target);
        var others = KeyColumns(inner);
        if (keys.Count == 1)
        {
            return new ClrContains(keys[0], select, others[0]) { Type = SqlType.Bool, At = at };
        }

        if (Pairs(others, keys, at, negated: false) is not { } equal)
        {
            Fail("EF Core cannot translate a set-based write over rows without a key", at);
            return null;
        }

        select.ApplyPredicate(equal);
        return Exists(select, at);
    }

    internal Query? Update(Node tree, ImmutableArray<Setter> setters, Origin at)
    {
        if (Build(tree, Env.Empty) is not { } rows)
        {
            return null;
        }

        var element = ApplyPending(rows);
        if (Failure is not null)
        {
            return null;
        }

        var assigned = ImmutableArray.CreateBuilder<SetColumn>();
        foreach (var setter in setters)
        {
            if (!Assign(element, setter, assigned))
            {
                return null;
            }
        }

        var assignments = assigned.ToImmutable();
        var row = assignments[0].Row;
        var table = TableOf(row, assignments[0].Property);
        if (assignments.Any(a => TableOf(a.Row, a.Property) != table))
        {
            Fail("EF Core cannot translate an ExecuteUpdate of several tables", at);
            return null;
        }

        if (table is not null && CanUpdate(rows.Select, table))
        {
            return new Finisher().Write(CommandKind.Update, rows.Select, table, [.. assignments.Select(static a => (a.Property.ColumnName, a.Value, a.At))], at);
        }

        if (assignments.Any(static a => a.Property.Name.IndexOf('.') >= 0))
        {
            Fail("EF Core cannot translate an ExecuteUpdate of a complex property over rows that are not the table's own", at);
            return null;
        }

        return UpdateThroughJoin(rows, row, assignments, at);
    }

    /// <summary>The table joined to the query on its key.</summary>
    private Query? UpdateThroughJoin(Rows rows, EntityRef row, ImmutableArray<SetColumn> assignments, Origin at)
    {
        if (Unfiltered(row.Entity, row.Display, at) is not { Element: EntityShape { Entity: var target } } again || TableOf(target) is not { } table)
        {
            Fail("EF Core cannot translate this ExecuteUpdate", at);
            return null;
        }

        var values = new List<(string Column, Expr Value, Origin At)>();
        foreach (var assignment in assignments)
        {
            // What is computed of columns is computed outside, where the columns come out of the subquery.
            var value = rows.Select.IsGrouped ? new LogicalSlot(rows.Select.AddSlot(assignment.Value, "c")) { Type = assignment.Value.Type } : assignment.Value;
            values.Add((assignment.Property.ColumnName, value, assignment.At));
        }

        var on = ImmutableArray.CreateBuilder<Expr>();
        var mine = KeyColumns(target);
        var theirs = KeyColumns(row);
        for (var i = 0; i < mine.Count && i < theirs.Count; i++)
        {
            on.Add(new OpExpr("=", mine[i], theirs[i]) { Type = SqlType.Bool, At = at });
        }

        if (on.Count == 0)
        {
            Fail("EF Core cannot translate a set-based write over rows without a key", at);
            return null;
        }

        rows.Select.PushDown();
        again.Select.Join(EntryKind.Inner, rows.Select, Combine(BoolOp.And, on), [], at);
        return new Finisher().Write(CommandKind.Update, again.Select, table, values, at);
    }

    private bool Assign(Shape element, Setter setter, ImmutableArray<SetColumn>.Builder into)
    {
        if (PathOf(element, setter.Property) is not var (row, path) || (row.Entity.FindProperty(path) is null && Complex(row, path, setter.Property) is null))
        {
            Fail("EF Core cannot translate what ExecuteUpdate sets here", setter.At);
            return false;
        }

        if (setter.Value is LambdaNode read && NeedsJoin(read, element))
        {
            Fail("EF Core cannot translate a navigation in what ExecuteUpdate sets", setter.At);
            return false;
        }

        if (row.Entity.FindProperty(path) is not { } property)
        {
            var whole = setter.Value is LambdaNode made ? Force(Bind(made.Body, Over(made, Env.Empty, element))) : Force(Bind(setter.Value, Env.Empty));
            if (AssignParts(row, path, whole, setter, into))
            {
                return true;
            }

            Fail("EF Core cannot translate what ExecuteUpdate sets here", setter.At);
            return false;
        }

        var value = setter.Value is LambdaNode lambda ? Scalar(lambda.Body, Over(lambda, Env.Empty, element)) : Scalar(setter.Value, Env.Empty);
        if (value is null)
        {
            return false;
        }

        into.Add(new SetColumn(row, property, Typed(value is Constant { IsNull: false } constant && setter.Value is not LambdaNode
            ? new Parameter("set:" + setter.At.Start.ToString(System.Globalization.CultureInfo.InvariantCulture), "the value") { Type = constant.Type }
            : value, property.Type), setter.At));
        return true;
    }

    private (Rows Rows, EntityRef Entity, FromTable? Table)? Target(Node tree, Origin at)
    {
        if (Build(tree, Env.Empty) is not { } rows)
        {
            return null;
        }

        // Deleting does not project: what is pending only says which entity it is.
        var element = ApplyPending(rows);
        if (element is not EntityShape { Entity: var entity })
        {
            Fail("EF Core cannot translate ExecuteDelete over rows that are not entities", at);
            return null;
        }

        if (entity.Entity.Inheritance == Inheritance.TablePerType || (entity.Entity.Inheritance == Inheritance.TablePerConcrete && Model!.DirectlyDerived(entity.Entity).Count > 0))
        {
            Fail("EF Core cannot translate a set-based write over a hierarchy in several tables", at);
            return null;
        }

        return (rows, entity, TableOf(entity));
    }

    private static FromTable? TableOf(EntityRef entity) => entity.Columns is TableColumns { Main: BaseTable table } ? table : null;

    /// <summary>The table that holds a property, which in a hierarchy of several is the one of the type that declares it.</summary>
    private static FromTable? TableOf(EntityRef entity, Property property) => entity.Columns is TableColumns columns ? columns.TableOf(property) as BaseTable : null;

    private static bool IsPlain(Selects.Select select) =>
        select.Orderings.Count == 0 && select.Limit is null && select.Offset is null && !select.IsGrouped && select.Having.Count == 0;

    private static bool CanUpdate(Selects.Select select, FromTable table)
    {
        if (!IsPlain(select) || select.Distinct || !ReferenceEquals(table.Parent, select))
        {
            return false;
        }

        if (select.Tables.Count > 1 && ReferenceEquals(select.Tables[0].Table, table) && select.Tables[1].Kind is not (EntryKind.Inner or EntryKind.Cross))
        {
            return false;
        }

        // The target may be named in WHERE alone, to which the conditions of inner joins are moved.
        foreach (var entry in select.Tables)
        {
            if (entry.Kind is EntryKind.Left or EntryKind.Right && entry.On is { } on && NamesTable(on, table))
            {
                return false;
            }

            if (!ReferenceEquals(entry.Table, table) && entry.Kind is EntryKind.CrossApply or EntryKind.OuterApply)
            {
                return false;
            }
        }

        return true;
    }

    private static bool NamesTable(Expr root, FromTable table)
    {
        if (root is LogicalColumn column && ReferenceEquals(column.Table, table))
        {
            return true;
        }

        foreach (var child in ExprWalk.Children(root))
        {
            if (NamesTable(child, table))
            {
                return true;
            }
        }

        return false;
    }
}
