using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>The members that a lambda such as <c>x =&gt; new { x.A, x.B }</c> names.</summary>
internal static class MemberPaths
{
    public static ImmutableArray<string> Of(LambdaVal lambda, Interpreter interpreter)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        return Body(lambda) is { } body && Collect(body, lambda, interpreter, names) ? names.ToImmutable() : ImmutableArray<string>.Empty;
    }

    /// <summary>The type of the one member named; null when there is not one.</summary>
    public static ITypeSymbol? TypeOf(LambdaVal lambda) => Strip(Body(lambda)) switch
    {
        IPropertyReferenceOperation property => property.Property.Type,
        IFieldReferenceOperation field => field.Field.Type,
        IInvocationOperation { TargetMethod: { Name: "Property", TypeArguments.Length: 1 } method } => method.TypeArguments[0],
        _ => null,
    };

    public static IOperation? Body(LambdaVal lambda)
    {
        foreach (var statement in lambda.Body.Body.Operations)
        {
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return value;
                case IExpressionStatementOperation expression:
                    return expression.Operation;
            }
        }

        return null;
    }

    public static IOperation? Strip(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static bool Collect(IOperation operation, LambdaVal lambda, Interpreter interpreter, ImmutableArray<string>.Builder names)
    {
        switch (Strip(operation))
        {
            case IAnonymousObjectCreationOperation anonymous:
                foreach (var initializer in anonymous.Initializers)
                {
                    if (initializer is not ISimpleAssignmentOperation assignment || !Collect(assignment.Value, lambda, interpreter, names))
                    {
                        return false;
                    }
                }

                return true;
            case IArrayCreationOperation { Initializer: { } items }:
                foreach (var item in items.ElementValues)
                {
                    if (!Collect(item, lambda, interpreter, names))
                    {
                        return false;
                    }
                }

                return true;
            case IMemberReferenceOperation { Instance: { } instance } member and (IPropertyReferenceOperation or IFieldReferenceOperation):
                var path = Prefix(Strip(instance));
                names.Add(path is null ? member.Member.Name : path + "." + member.Member.Name);
                return true;
            case IInvocationOperation { TargetMethod.Name: "Property" } call when call.Arguments.Length == 2
                && ClrTypes.FullName(call.TargetMethod.ContainingType) == "Microsoft.EntityFrameworkCore.EF"
                && interpreter.Evaluate(call.Arguments[1].Value, lambda.Frame) is ConstantVal { Value: string name }:
                names.Add(name);
                return true;
            default:
                return false;
        }
    }

    private static string? Prefix(IOperation? instance) => instance is IPropertyReferenceOperation { Instance: { } outer } property
        ? Prefix(Strip(outer)) is { } path ? path + "." + property.Property.Name : property.Property.Name
        : null;
}
