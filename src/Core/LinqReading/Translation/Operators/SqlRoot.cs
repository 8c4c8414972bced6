using System.Collections.Generic;
using System.Collections.Immutable;
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

/// <summary><c>FromSql</c> and its kin: the text takes the table's place.</summary>
internal static class SqlRoot
{
    public static AbstractValue Of(LinqQuery query, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at)
    {
        if (query.Tree is not RootNode root)
        {
            return new UnknownValue($"'{method.Name}' stands on something that is not a set of entities");
        }

        return query with { Tree = new RootNode(root.Context, root.Entity) { Sql = TextOf(arguments), At = at } };
    }

    public static LinqSql TextOf(ImmutableArray<AbstractValue> arguments) =>
        arguments.Length > 0 && arguments[0] is ConstantValue { Value: string text } ? new LinqSql(text) { Values = Values(arguments) } : new LinqSql(null);

    private static ImmutableArray<Expr> Values(ImmutableArray<AbstractValue> arguments)
    {
        var values = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 1; i < arguments.Length; i++)
        {
            values.Add(arguments[i] switch
            {
                RuntimeValue runtime => new Parameter(runtime.Identity, runtime.Display) { Type = ClrTypes.ToSql(runtime.Type) },
                ConstantValue constant => TreeReader.ToConstant(constant.Value, constant.Type),
                _ => new Parameter("sql:" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), "a value"),
            });
        }

        return values.ToImmutable();
    }
}
