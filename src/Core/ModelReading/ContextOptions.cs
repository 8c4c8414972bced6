using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Interpretation;
using ShardSafety.Core.ModelReading.Interpretation.Calls;

namespace ShardSafety.Core.ModelReading;

/// <summary>
/// Options that change a model and are set where a context is registered rather than in the context itself: naming
/// conventions, mapped enums. Found once in the whole source, with the context they are for.
/// </summary>
internal sealed class ContextOptions
{
    private readonly List<(IInvocationOperation Call, INamedTypeSymbol? Context)> _calls = [];

    public ContextOptions(Compilation compilation, CancellationToken cancellationToken)
    {
        var source = SourceReader.For(compilation);
        foreach (var tree in compilation.SyntaxTrees.OrderBy(static t => t.FilePath, System.StringComparer.Ordinal))
        {
            if (!MayHold(tree.GetText(cancellationToken)))
            {
                continue;
            }

            foreach (var invocation in tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (IsOption(invocation.Expression) && source.OperationOf(invocation, cancellationToken) is IInvocationOperation call && !IsInContext(call, out var own))
                {
                    _calls.Add((call, own));
                }
            }
        }
    }

    public void Apply(Interpreter interpreter, INamedTypeSymbol context)
    {
        foreach (var (call, of) in _calls)
        {
            if (of is null || ClrTypes.Same(of, context) || ClrTypes.DerivesFrom(context, of))
            {
                interpreter.RunOption(call);
            }
        }
    }

    /// <summary>A look at the text spares most files a walk through their syntax.</summary>
    private static bool MayHold(SourceText text)
    {
        var source = text.ToString();
        return source.Contains("NamingConvention") || source.Contains("MapEnum") || source.Contains("UseShardSafety");
    }

    private static bool IsOption(ExpressionSyntax expression)
    {
        var name = expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => "",
        };
        return name is "MapEnum" or "UseShardSafety" || (name.StartsWith("Use", System.StringComparison.Ordinal) && name.EndsWith("NamingConvention", System.StringComparison.Ordinal));
    }

    /// <summary>Whether the call stands in a context's own OnConfiguring, which is read with the context; else the context of the registration around it.</summary>
    private static bool IsInContext(IInvocationOperation call, out INamedTypeSymbol? context)
    {
        context = null;
        for (IOperation? current = call; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod.TypeArguments: [INamedTypeSymbol argument, ..] } && ContextReader.IsContext(argument))
            {
                context = argument;
                return false;
            }

            // new DbContextOptionsBuilder<T>()
            if (current is IInvocationOperation { Type: INamedTypeSymbol { TypeArguments: [INamedTypeSymbol built] } } && ContextReader.IsContext(built))
            {
                context = built;
                return false;
            }
        }

        return call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is IMethodSymbol { Name: "OnConfiguring", ContainingType: { } type } && ContextReader.IsContext(type);
    }
}
