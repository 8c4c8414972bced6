using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which members of a class hold something else than its constructor left there: those that its methods assign, from syntax alone, and those that whoever has the object can set.</summary>
internal static class Reassignments
{
    private static readonly ConditionalWeakTable<SyntaxNode, StrongBox<ImmutableArray<(string Name, AssignmentExpressionSyntax At)>>> Known = new();
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<ImmutableArray<(string Name, bool Changes)>>> ByType = new();

    /// <summary>The stored members of a class and its bases, and whether they change.</summary>
    public static ImmutableArray<(string Name, bool Changes)> Members(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken)
    {
        if (!ByType.TryGetValue(type.OriginalDefinition, out var known))
        {
            known = ByType.GetValue(type.OriginalDefinition, t => new StrongBox<ImmutableArray<(string, bool)>>(Collect(t, flow, cancellationToken)));
        }

        return known.Value;
    }

    private static ImmutableArray<(string Name, bool Changes)> Collect(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken)
    {
        var assigned = Of(type, flow, cancellationToken).ToImmutableHashSet();
        var members = new Dictionary<string, bool>();
        for (var (at, depth) = (type, 0); at is { SpecialType: SpecialType.None } && depth < 16; at = at.BaseType, depth++)
        {
            foreach (var member in at.OriginalDefinition.GetMembers())
            {
                if (!member.IsStatic && member is IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } or IPropertySymbol && !members.ContainsKey(member.Name))
                {
                    members.Add(member.Name, IsSettable(member) || assigned.Contains(member.Name));
                }
            }
        }

        return members.Select(static m => (m.Key, m.Value)).ToImmutableArray();
    }

    public static bool IsSettable(ISymbol member) => member.DeclaredAccessibility != Accessibility.Private
        && member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: not (Accessibility.Private or Accessibility.Protected) } };

    public static IEnumerable<string> Of(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken) =>
        All(type, flow, cancellationToken).Select(static a => a.Name);

    /// <summary>What is filled where it is first asked for, and nowhere else: the name and what fills it.</summary>
    public static IEnumerable<(string Name, AssignmentExpressionSyntax At)> Lazy(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken) =>
        from assignment in All(type, flow, cancellationToken)
        group assignment.At by assignment.Name into of
        where of.Count() == 1 && IsIfMissing(of.First(), of.Key)
        select (of.Key, of.First());

    private static IEnumerable<(string Name, AssignmentExpressionSyntax At)> All(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken)
    {
        var depth = 0;
        for (var at = type; at is not null && flow.IsSource(at) && depth < 16; at = at.BaseType, depth++)
        {
            foreach (var reference in at.OriginalDefinition.DeclaringSyntaxReferences)
            {
                foreach (var assignment in Known.GetValue(reference.GetSyntax(cancellationToken), static n => new(Search(n))).Value)
                {
                    yield return assignment;
                }
            }
        }
    }

    private static ImmutableArray<(string Name, AssignmentExpressionSyntax At)> Search(SyntaxNode declaration) =>
    [
        .. from assignment in declaration.DescendantNodes(static n => n is not ConstructorDeclarationSyntax).OfType<AssignmentExpressionSyntax>()
           where assignment.Parent is not InitializerExpressionSyntax
           let name = Target(assignment.Left)
           where name is not null
           select (name, assignment),
    ];

    private static string? Target(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: { } name } => name.Identifier.ValueText,
        FieldExpressionSyntax => left.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property ? Backing(property.Identifier.ValueText) : null,
        _ => null,
    };

    /// <summary>The compiler's name for the field behind a property.</summary>
    public static string Backing(string property) => "<" + property + ">k__BackingField";

    /// <summary><c>x ??= …</c>, <c>x ?? (x = …)</c> and <c>if (x == null) x = …;</c>.</summary>
    private static bool IsIfMissing(AssignmentExpressionSyntax assignment, string name)
    {
        if (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            return true;
        }

        var around = assignment.Parent;
        while (around is ParenthesizedExpressionSyntax or ExpressionStatementSyntax or BlockSyntax { Statements.Count: 1 })
        {
            around = around.Parent;
        }

        return around switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Target(either.Left) == name,
            IfStatementSyntax { Condition: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test } => Target(test.Left) == name && test.Right.IsKind(SyntaxKind.NullLiteralExpression),
            IfStatementSyntax { Condition: IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } test } => Target(test.Expression) == name,
            _ => false,
        };
    }
}
