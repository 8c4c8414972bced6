using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.ModelReading.Interpretation;

internal sealed partial class Interpreter
{
    /// <summary>Runs a constructor in source and those of its bases, so that fields set from arguments are known.</summary>
    public Value Construct(INamedTypeSymbol type, IMethodSymbol? constructor, Dictionary<string, Value> arguments, Frame frame)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return Members.CreateKnown(type, arguments) ?? new ObjectVal(type, []);
        }

        var created = new ObjectVal(type, []);
        Initialize(created, type, constructor, arguments, frame.Depth + 1);
        return created;
    }

    private void Initialize(ObjectVal created, INamedTypeSymbol level, IMethodSymbol? constructor, Dictionary<string, Value> arguments, int depth)
    {
        if (constructor is null || depth > MaxDepth || level.DeclaringSyntaxReferences.IsEmpty)
        {
            return;
        }

        var inner = new Frame(null, created, depth);
        inner.BindType(created.Type);
        inner.BindType(level);
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var value = arguments.TryGetValue(parameter.Name, out var given) ? given : Value.Unknown;
            inner.Declare(parameter, value);

            // A primary constructor's parameter is captured under its own name.
            created.Members["<" + parameter.Name + ">"] = value;
            if (level.IsRecord)
            {
                created.Members[parameter.Name] = value;
            }
        }

        InitializeMembers(created, level, inner);
        var body = _source.BodyOf(constructor, Cancellation) as IConstructorBodyOperation;
        InitializeBase(created, level, constructor, body, inner, depth);
        if (body is not null)
        {
            Run((IOperation?)body.BlockBody ?? body.ExpressionBody, inner);
        }
    }

    private void InitializeMembers(ObjectVal created, INamedTypeSymbol level, Frame inner)
    {
        foreach (var member in level.OriginalDefinition.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false, IsIndexer: false }
                && !created.Members.ContainsKey(member.Name))
            {
                foreach (var reference in member.DeclaringSyntaxReferences)
                {
                    if (MemberSyntax.Initializer(reference.GetSyntax(Cancellation)) is { } initializer
                        && _source.OperationOf(initializer, Cancellation) is ISymbolInitializerOperation { Value: { } value })
                    {
                        created.Members[member.Name] = Evaluate(value, inner);
                    }
                }
            }
        }
    }

    /// <summary>The constructor that runs before: named after a colon, beside the base type of a primary constructor, or the base's own without parameters.</summary>
    private void InitializeBase(ObjectVal created, INamedTypeSymbol level, IMethodSymbol constructor, IConstructorBodyOperation? body, Frame inner, int depth)
    {
        var call = (body?.Initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation ?? body?.Initializer as IInvocationOperation;
        if (call is null && body is null)
        {
            call = constructor.DeclaringSyntaxReferences
                .Select(r => MemberSyntax.PrimaryBase(r.GetSyntax(Cancellation)))
                .Where(static s => s is not null)
                .Select(s => _source.OperationOf(s!, Cancellation) as IInvocationOperation)
                .FirstOrDefault();
        }

        if (call is null)
        {
            Initialize(created, level.BaseType ?? level, level.BaseType?.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty), [], depth + 1);
            return;
        }

        var arguments = new Dictionary<string, Value>();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                arguments[parameter.Name] = Evaluate(argument.Value, inner);
            }
        }

        var target = inner.Resolve(call.TargetMethod.ContainingType, Compilation) as INamedTypeSymbol ?? call.TargetMethod.ContainingType;
        Initialize(created, target, call.TargetMethod, arguments, depth + 1);
    }
}
