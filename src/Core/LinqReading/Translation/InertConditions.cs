using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>
/// Conditions on a row's own columns that neither tables nor joins are found by. They have no part in where a query runs, so
/// that a search with fifty optional ones is one query and not 2⁵⁰.
/// </summary>
internal static class InertConditions
{
    /// <summary>
    /// Whether a query is another one with such conditions added: whatever is added to both later, it does not leave the
    /// shards of the other. (It may read fewer, where conditions contradict each other.)
    /// </summary>
    public static bool AreAllThatIsAdded(LinqQuery narrowed, LinqQuery plain, EntityModel model) =>
        narrowed.Flags == plain.Flags
        && narrowed.Context == plain.Context
        && narrowed.Earlier.SequenceEqual(plain.Earlier)
        && narrowed.AllowedBecause == plain.AllowedBecause
        && narrowed.FiltersIgnoredAt.Equals(plain.FiltersIgnoredAt)
        && Leads(narrowed.Tree, plain.Tree, model)
        && IsPlain(plain.Tree);

    private static bool Leads(Node tree, Node plain, EntityModel model)
    {
        while (!ReferenceEquals(tree, plain))
        {
            if (tree is not OperatorNode { Name: "Where" } where || where.Lambda(0) is not { Parameters: [var row] } condition || !IsInert(condition.Body, row, model))
            {
                return false;
            }

            tree = where.Source;
        }

        return true;
    }

    /// <summary>A condition on top of a limit or a grouping makes a subquery of what is below it, so only rows of a set itself count.</summary>
    private static bool IsPlain(Node tree)
    {
        while (tree is OperatorNode { Name: "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Include" or "ThenInclude" } step)
        {
            tree = step.Source;
        }

        return tree is RootNode;
    }

    private static bool IsInert(Node node, ParameterNode row, EntityModel model) => node switch
    {
        ValueNode => true,
        MemberNode member when ReferenceEquals(member.Target, row) => IsOwnColumn(row.Type, member.Name, model),
        MemberNode member => IsInert(member.Target, row, model),
        LogicNode logic => logic.Items.All(item => IsInert(item, row, model)),
        BinaryNode binary => IsInert(binary.Left, row, model) && IsInert(binary.Right, row, model),
        NotNode not => IsInert(not.Operand, row, model),
        ConvertNode convert => IsInert(convert.Operand, row, model),
        ListNode list => list.Items.All(item => IsInert(item, row, model)),
        CallNode call => IsOfText(call.Method) && (call.Target is null || IsInert(call.Target, row, model)) && call.Arguments.All(argument => IsInert(argument, row, model)),
        OperatorNode { Name: "Contains", Source: ValueNode or ListNode } contains => IsInert(contains.Source, row, model) && contains.Arguments.All(argument => IsInert(argument, row, model)),
        _ => false,
    };

    /// <summary>Neither the distribution key nor a column that tables are joined by: what is said of those may reach other tables.</summary>
    private static bool IsOwnColumn(ITypeSymbol? type, string name, EntityModel model)
    {
        if (model.Find(type) is not { Table: { } own } entity || entity.FindProperty(name) is not { } property || (property.Table is { } of && of != own))
        {
            return false;
        }

        return model.FindTable(own) is { } table
            && table.DistributionColumn != property.ColumnName
            && table.PrimaryKey?.Columns.Contains(property.ColumnName) != true
            && !table.ForeignKeys.Any(foreign => foreign.Columns.Contains(property.ColumnName))
            && (table.Kind != TableKind.Distributed || table.DistributionColumn is not null);
    }

    private static bool IsOfText(IMethodSymbol method) =>
        method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "DbFunctionsExtensions" or "NpgsqlDbFunctionsExtensions" };
}
