using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Core.Planning;

namespace ShardSafety.Agreement.Linq;

/// <summary>
/// The verdict of a method from the inventory: the worst entry in it and in the helpers that it calls, as deep as their
/// source is visible. Of what overrides or implements a member, that counts whose class is made on the way; where none is,
/// all do.
/// </summary>
internal sealed class MethodVerdicts
{
    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, Diagnostic[]> _entries;
    private readonly Dictionary<ISymbol, Uses> _uses = new(SymbolEqualityComparer.Default);

    /// <summary>What a member's code names: members that run, those that others stand for, and the classes it makes.</summary>
    private sealed record Uses(HashSet<ISymbol> Direct, List<ISymbol[]> Dispatched, HashSet<INamedTypeSymbol> Made);

    public MethodVerdicts(CSharpCompilation compilation, Inventory inventory)
    {
        _compilation = compilation;
        _entries = inventory.Entries.Where(entry => entry.Location.SourceTree is not null).GroupBy(entry => entry.Location.SourceTree!).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The plan of <c>Class.Method</c>; unknown when there is no such method or nothing was found in it.</summary>
    public Plan Of(string id)
    {
        var members = Members(id).ToList();
        var entries = members.SelectMany(Entries).ToList();
        return entries.Count == 0
            ? new Plan(Verdict.Unknown, ShardReach.None, members.Count == 0 ? "no such method" : "no inventory entry")
            : entries.Select(PlanOf).MaxBy(plan => plan.Verdict)!;
    }

    /// <summary>The method and all that it calls, as deep as their source is visible.</summary>
    public IEnumerable<ISymbol> Members(string id) => Find(id).SelectMany(Reachable).Distinct(SymbolEqualityComparer.Default);

    private IEnumerable<ISymbol> Find(string id)
    {
        var dot = id.LastIndexOf('.');
        return _compilation.GetSymbolsWithName(id[(dot + 1)..], SymbolFilter.Member)
            .Where(symbol => symbol is IMethodSymbol && (symbol.ContainingType.Name == id[..dot] || symbol.ContainingType.ToDisplayString() == id[..dot]));
    }

    private static Plan PlanOf(Diagnostic entry)
    {
        var word = entry.Properties.GetValueOrDefault("verdict");
        var reason = entry.Properties.GetValueOrDefault("reason") ?? entry.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return Enum.TryParse<Verdict>(word, ignoreCase: true, out var verdict)
            ? new Plan(verdict, ShardReach.None, reason) { CitusError = entry.Properties.GetValueOrDefault("citus") }
            : new Plan(Verdict.Unknown, ShardReach.None, "an entry without a verdict");
    }

    private IEnumerable<Diagnostic> Entries(ISymbol member) =>
        from reference in member.DeclaringSyntaxReferences
        where _entries.ContainsKey(reference.SyntaxTree)
        from entry in _entries[reference.SyntaxTree]
        where reference.Span.Contains(entry.Location.SourceSpan) && Runs(member, reference.GetSyntax(), entry.Location.SourceSpan)
        select entry;

    /// <summary>A primary constructor's declaration is the whole type; what runs with it are its initializers, not its members' bodies.</summary>
    private static bool Runs(ISymbol member, SyntaxNode declaration, TextSpan at) =>
        member is not IMethodSymbol { MethodKind: MethodKind.Constructor } || declaration is not TypeDeclarationSyntax type
        || !type.Members.Any(part => part.Span.Contains(at) && !IsInitialized(part, at));

    private static bool IsInitialized(MemberDeclarationSyntax part, TextSpan at) =>
        !part.Modifiers.Any(SyntaxKind.StaticKeyword) && (part is FieldDeclarationSyntax || (part is PropertyDeclarationSyntax { Initializer: { } initializer } && initializer.Span.Contains(at)));

    private IEnumerable<ISymbol> Reachable(ISymbol start)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { start };
        var queue = new Queue<ISymbol>(seen);
        var made = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var dispatched = new List<ISymbol[]>();
        while (queue.Count > 0)
        {
            while (queue.TryDequeue(out var member))
            {
                yield return member;
                var uses = UsesOf(member);
                made.UnionWith(uses.Made);
                dispatched.AddRange(uses.Dispatched);
                Reach(uses.Direct);
            }

            dispatched.ForEach(bodies => Reach(bodies.Where(IsMade)));
            if (queue.Count == 0)
            {
                // What nothing on the way makes comes from elsewhere, and may be any of them.
                dispatched.ForEach(bodies => Reach(bodies.Any(IsMade) ? [] : bodies));
            }
        }

        void Reach(IEnumerable<ISymbol> members)
        {
            foreach (var member in members.Where(seen.Add))
            {
                queue.Enqueue(member);
            }
        }

        bool IsMade(ISymbol body) => made.Any(type => Bases(type).Prepend(type).Any(b => SymbolEqualityComparer.Default.Equals(b.OriginalDefinition, body.ContainingType.OriginalDefinition)));
    }

    private Uses UsesOf(ISymbol member)
    {
        if (_uses.TryGetValue(member, out var known))
        {
            return known;
        }

        var uses = new Uses(new(SymbolEqualityComparer.Default), [], new(SymbolEqualityComparer.Default));
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var model = _compilation.GetSemanticModel(reference.SyntaxTree);
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (!Runs(member, reference.GetSyntax(), node.Span) || node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax) || model.GetSymbolInfo(node).Symbol is not { } symbol)
                {
                    continue;
                }

                if (node is BaseObjectCreationExpressionSyntax)
                {
                    uses.Made.Add(symbol.ContainingType.OriginalDefinition);
                }

                switch (Bodies(symbol).ToArray())
                {
                    case [var only]:
                        uses.Direct.Add(only);
                        break;
                    case { Length: > 1 } several:
                        uses.Dispatched.Add(several);
                        break;
                }
            }
        }

        return _uses[member] = uses;
    }

    /// <summary>The members of this compilation whose code runs when the symbol is used; what a static field holds is its initializer's.</summary>
    private IEnumerable<ISymbol> Bodies(ISymbol symbol)
    {
        var definition = (symbol as IMethodSymbol)?.ReducedFrom?.OriginalDefinition ?? symbol.OriginalDefinition;
        if (definition is not (IMethodSymbol or IPropertySymbol or IFieldSymbol { IsStatic: true, IsConst: false }) || !SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _compilation.Assembly))
        {
            return [];
        }

        return definition.IsAbstract || definition.IsVirtual ? Implementations(definition, symbol.ContainingType).Append(definition) : [definition];
    }

    /// <summary>Whether an interface or base is the one that the call goes through, as far as its type arguments say.</summary>
    private static bool MayBe(INamedTypeSymbol implemented, INamedTypeSymbol through) =>
        through.TypeArguments.Zip(implemented.TypeArguments).All(pair => Open(pair.First) || Open(pair.Second) || SymbolEqualityComparer.Default.Equals(pair.First, pair.Second));

    private static bool Open(ITypeSymbol type) => type is ITypeParameterSymbol || (type is INamedTypeSymbol named && named.TypeArguments.Any(Open));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }

    private IEnumerable<ISymbol> Implementations(ISymbol member, INamedTypeSymbol through) =>
        from candidate in _compilation.GetSymbolsWithName(member.Name, SymbolFilter.Member)
        let overridden = candidate is IMethodSymbol method ? method.OverriddenMethod : (ISymbol?)(candidate as IPropertySymbol)?.OverriddenProperty
        where (SymbolEqualityComparer.Default.Equals(overridden?.OriginalDefinition, member) && Bases(candidate.ContainingType).All(b => !SymbolEqualityComparer.Default.Equals(b.OriginalDefinition, through.OriginalDefinition) || MayBe(b, through)))
            || (member.ContainingType.TypeKind == TypeKind.Interface && candidate.ContainingType.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, member.ContainingType.OriginalDefinition) && MayBe(i, through)))
        select candidate;
}
