using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

internal sealed record Setter(Node Property, Node Value, Origin At);

/// <summary>
/// Reads the calls of <c>SetProperty</c> out of ExecuteUpdate's lambda, which is code that runs (a loop or an <c>if</c> may
/// stand in it): every call that it may make counts.
/// </summary>
internal static class SetterReader
{
    /// <summary>The setters, or why they could not be read; what they say of the whole query is the reader's then.</summary>
    public static (ImmutableArray<Setter> Setters, string? Unread) Read(ImmutableArray<AbstractValue> given, TreeReader reader, IEvaluator evaluator)
    {
        if (given.IsEmpty || given[0] is not LambdaValue { Body.Body: IOperation body } setters)
        {
            return ([], "what ExecuteUpdate sets is not known at compile time");
        }

        var found = ImmutableArray.CreateBuilder<Setter>();

        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation { TargetMethod: { Name: "SetProperty", ContainingType.Name: "UpdateSettersBuilder" or "SetPropertyCalls" } } call || call.Arguments.Length < 2)
            {
                continue;
            }

            var arguments = TreeReader.InParameterOrder(call.Arguments);
            var property = reader.ReadFree(arguments[0].Value, setters.Scope);
            var value = reader.ReadFree(arguments[1].Value, setters.Scope);
            found.Add(new Setter(property, value, evaluator.OriginOf(arguments[1].Syntax)));
        }

        found.Reverse();
        return found.Count == 0 ? ([], "ExecuteUpdate sets nothing that could be read") : (found.ToImmutable(), null);
    }
}
