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

/// <summary>Navigations: joins, owned parts, and collections as correlated subqueries.</summary>
internal sealed partial class TranslationRun
{
    private Shape Navigate(EntityRef from, Navigation navigation, Origin at)
    {
        if (Model!.Find(navigation.Target) is not { } target)
        {
            return Untranslatable($"'{navigation.Name}', whose target is not in the model", at);
        }

        if (_noJoins && navigation.IsOwned && !navigation.IsCollection)
        {
            // Its columns are at hand, but EF Core binds owned types only where it expands navigations, which it does not here.
            _joinRefused = true;
            return _inGroupCondition
                ? Fail($"EF Core cannot translate '{navigation.Name}', an owned type, in a condition on the rows of a group", at)
                : Untranslatable("an owned type inside an aggregate", at);
        }

        if (from.Closed && !navigation.IsOwned)
        {
            return Untranslatable($"'{navigation.Name}' of a part of these objects", at);
        }

        if (target.JsonColumn is { } json && navigation.IsOwned)
        {
            var name = from.Columns is JsonColumns or RecordColumns ? navigation.Name : json;
            if (from.Columns.Column(name, SqlType.Jsonb) is not { } document)
            {
                return Fail($"EF Core cannot translate '{navigation.Name}', a JSON document of the rows of a set operation", at);
            }

            return navigation.IsCollection ? new JsonShape(document, target, from.Owner) : new EntityShape(new EntityRef(target, new JsonColumns(document), from.Owner) { Optional = from.Optional || !navigation.IsRequired });
        }

        if (navigation.IsCollection)
        {
            return new CollectionShape(from, navigation);
        }

        if (from.Joined.TryGetValue(navigation.Name, out var known))
        {
            if (known is EntityShape { Entity: var joined } && from.Includes.Find(navigation.Name) is { } pending)
            {
                joined.Includes.Merge(pending);
            }

            return known;
        }

        if (navigation.IsOwned && SameTable(target, from.Entity) && from.Columns is not NamedColumns { Table: SetTable })
        {
            return from.Joined[navigation.Name] = new EntityShape(new EntityRef(target, from.Columns, from.Owner) { Optional = from.Optional || !navigation.IsRequired, Display = from.Display + "." + navigation.Name });
        }

        if (_noJoins)
        {
            _joinRefused = true;
            return Untranslatable("a navigation inside an aggregate", at);
        }

        return JoinNavigation(from, navigation, target, at);
    }

    private Shape JoinNavigation(EntityRef from, Navigation navigation, Entity target, Origin at)
    {
        var display = from.Display + "." + navigation.Name;
        if (JoinedRows(from, target, display, at) is not { Element: EntityShape { Entity: var inner } } rows)
        {
            return Failure!;
        }

        if (from.Includes.Find(navigation.Name) is { } include)
        {
            inner.Includes.Merge(include);
        }

        var declaring = Declaring(from, navigation);
        var on = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 0; i < navigation.OwnProperties.Count && i < navigation.TargetProperties.Count; i++)
        {
            if (KeyColumn(declaring, navigation.OwnProperties[i]) is { } own && KeyColumn(inner, navigation.TargetProperties[i]) is { } other)
            {
                on.Add(new OpExpr("=", own, other) { Type = SqlType.Bool, At = at });
            }
        }

        if (on.Count == 0)
        {
            return Fail($"what joins '{display}' is not known", at);
        }

        var required = navigation is { OnDependent: true, IsRequired: true } && !from.Optional && !declaring.Assumed;
        from.Owner.Select.Join(required ? EntryKind.Inner : EntryKind.Left, rows.Select, Combine(BoolOp.And, on), [], at);
        rows.Owner.MergeInto(from.Owner);
        inner.Optional = !required;
        return from.Joined[navigation.Name] = rows.Element;
    }

    /// <summary>
    /// The rows that a navigation joins. The rows of a set operation have no columns of owned types, so the owner's table is
    /// read once more for those that share it.
    /// </summary>
    private Rows? JoinedRows(EntityRef from, Entity target, string display, Origin at)
    {
        if (target.Owner is null || target.Table is not null || from.Entity.Table is not { } name)
        {
            return EntityRows(target, display, at);
        }

        var table = new BaseTable(name, display) { At = at };
        var rows = new Rows(Selects.Select.From(table), null!);
        SetElement(rows, new EntityRef(target, new TableColumns(table, null), rows.Owner) { Display = display });
        return rows;
    }

    /// <summary>A row as the type that has a navigation: Include also follows those of types below the row's.</summary>
    private EntityRef Declaring(EntityRef row, Navigation navigation) =>
        row.Entity.FindNavigation(navigation.Name) is null && Model!.WithDerived(row.Entity).FirstOrDefault(e => e.FindNavigation(navigation.Name) == navigation) is { } derived ? row.As(derived, assumed: true) : row;

    private Expr? KeyColumn(EntityRef row, string name) =>
        row.Entity.FindProperty(name) is { } property ? row.Columns.Column(property) : null;

    /// <summary>The rows that a collection navigation leads to from a row of the query around.</summary>
    private Rows? CollectionRows(EntityRef from, Navigation navigation, Origin at)
    {
        if (Model!.Find(navigation.Target) is not { } target)
        {
            Fail($"'{navigation.Name}', whose target is not in the model", at);
            return null;
        }

        var display = from.Display + "." + navigation.Name;
        if (navigation.Through is not { } through)
        {
            if (EntityRows(target, display, at) is not { Element: EntityShape { Entity: var inner } } rows)
            {
                return null;
            }

            if (from.Includes.Find(navigation.Name) is { } include)
            {
                inner.Includes.Merge(include);
            }

            return Correlate(rows, Declaring(from, navigation), navigation.OwnProperties, inner, navigation.TargetProperties, at) ? rows : null;
        }

        if (Model.Find(through.JoinEntity) is not { } middle)
        {
            Fail($"the join entity of '{display}' is not in the model", at);
            return null;
        }

        if (EntityRows(middle, display, at) is not { Element: EntityShape { Entity: var link } } links
            || EntityRows(target, display, at) is not { Element: EntityShape { Entity: var end } } ends)
        {
            return null;
        }

        if (from.Includes.Find(navigation.Name) is { } included)
        {
            end.Includes.Merge(included);
        }

        if (!Correlate(links, Declaring(from, navigation), navigation.OwnProperties, link, through.ToOwn, at))
        {
            return null;
        }

        var on = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 0; i < through.ToTarget.Count && i < navigation.TargetProperties.Count; i++)
        {
            if (KeyColumn(link, through.ToTarget[i]) is { } own && KeyColumn(end, navigation.TargetProperties[i]) is { } other)
            {
                on.Add(new OpExpr("=", own, other) { Type = SqlType.Bool, At = at });
            }
        }

        if (on.Count == 0)
        {
            Fail($"what joins '{display}' is not known", at);
            return null;
        }

        links.Select.Join(EntryKind.Inner, ends.Select, Combine(BoolOp.And, on), [], at);
        ends.Owner.MergeInto(links.Owner);
        links.Element = ends.Element;
        return links;
    }

    private bool Correlate(Rows rows, EntityRef from, Support.EquatableArray<string> own, EntityRef inner, Support.EquatableArray<string> other, Origin at)
    {
        var args = ImmutableArray.CreateBuilder<Expr>();
        var pairs = 0;
        for (var i = 0; i < own.Count && i < other.Count; i++)
        {
            if (KeyColumn(from, own[i]) is not { } left || KeyColumn(inner, other[i]) is not { } right)
            {
                continue;
            }

            if (from.Optional || Nullability.CanBeNull(left))
            {
                args.Add(new NullTest(left, IsNull: false) { Type = SqlType.Bool, At = at });
            }

            args.Add(new OpExpr("=", left, right) { Type = SqlType.Bool, At = at });
            pairs++;
        }

        if (pairs == 0)
        {
            Fail($"what leads to '{inner.Display}' is not known", at);
            return false;
        }

        rows.Select.ApplyPredicate(Combine(BoolOp.And, args));
        return true;
    }
}
