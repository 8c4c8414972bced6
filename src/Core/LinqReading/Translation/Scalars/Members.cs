using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Members of rows, objects and values.</summary>
internal sealed partial class TranslationRun
{
    private Shape Member(Shape target, MemberNode member, Env env)
    {
        switch (target)
        {
            case NewShape made:
                return made.Find(member.Name) is { } part ? Typed(Force(part), member) : Untranslatable($"'{member.Name}' of an object made by its constructor", member.At);
            case EntityShape entity:
                return EntityMember(entity.Entity, member.Name, member);
            case GroupShape group when member.Name == "Key":
                return group.Grouping.Key;
            case SingleShape single:
                return Ask(single, row => new MemberNode(row, member.Name, member.Symbol) { Type = member.Type, At = member.At });
            case ConditionalShape conditional:
                return ConditionalMember(conditional, member, env);
            case ScalarShape scalar:
                return ScalarMember(scalar, member);
            case RowsShape or CollectionShape or GroupShape or ListShape or JsonShape when member.Name == "Count":
                return Operator(new OperatorNode(CountMethod(member), member.Target, ImmutableArray<Node>.Empty) { Type = member.Type, At = member.At, Renamed = "Count" }, env);
            case FailedShape:
                return target;
            default:
                return Untranslatable($"'{member.Name}'", member.At);
        }
    }

    /// <summary>The columns of a complex property learn their C# types from the member that reads them.</summary>
    private static Shape Typed(Shape part, MemberNode member) =>
        part is ScalarShape { Type: null } scalar && member.Type is { } type ? new ScalarShape(scalar.Value, type) : part;

    private static IMethodSymbol CountMethod(MemberNode member) =>
        member.Symbol is IPropertySymbol { GetMethod: { } get } ? get : null!;

    private Shape ConditionalMember(ConditionalShape conditional, MemberNode member, Env env)
    {
        var whenTrue = IsNull(conditional.WhenTrue) ? new ScalarShape(new Constant(null), null) : Member(conditional.WhenTrue, member, env);
        var whenFalse = IsNull(conditional.WhenFalse) ? new ScalarShape(new Constant(null), null) : Member(conditional.WhenFalse, member, env);
        if (ScalarOf(whenTrue, member.At) is { } first && ScalarOf(whenFalse, member.At) is { } second && TryPredicate(conditional.Test, conditional.Env) is { } test)
        {
            return new ScalarShape(new CaseExpr(null, ImmutableArray.Create(new CaseWhen(test, first)), second) { Type = first.Type.IsUnknown ? second.Type : first.Type }, member.Type);
        }

        return whenTrue is FailedShape ? whenTrue : whenFalse is FailedShape ? whenFalse : new ConditionalShape(conditional.Test, conditional.Env, whenTrue, whenFalse);
    }

    private static bool IsNull(Shape shape) => shape is ScalarShape { Value: Constant { IsNull: true } };

    private static SingleShape Ask(SingleShape single, System.Func<Node, Node> question)
    {
        var row = single.Selector?.Parameters[0] ?? new ParameterNode("row");
        var asked = question(single.Selector?.Body ?? row);
        return new SingleShape(single.Node, single.Env, new LambdaNode(ImmutableArray.Create(row), asked) { Type = asked.Type });
    }

    /// <summary>A property, navigation or owned part of an entity.</summary>
    private Shape EntityMember(EntityRef entity, string name, Node at)
    {
        if (entity.Entity.FindProperty(name) is { } property)
        {
            var column = entity.Columns.Column(property) with { At = at.At };
            return new ScalarShape(entity.Optional && column is LogicalColumn known ? known with { CanBeNull = true } : column, at.Type);
        }

        if (entity.Entity.FindNavigation(name) is { } navigation)
        {
            return Navigate(entity, navigation, at.At);
        }

        if (Complex(entity, name, at) is { } complex)
        {
            return complex;
        }

        // A member of a derived type, reached through a cast that is not mapped.
        foreach (var candidate in Model!.WithDerived(entity.Entity))
        {
            if (candidate.FindProperty(name) is { } inherited)
            {
                return new ScalarShape(entity.Columns.Column(inherited) with { At = at.At }, at.Type);
            }

            if (candidate.FindNavigation(name) is { } further)
            {
                return Navigate(entity, further, at.At);
            }

            if (Complex(entity.As(candidate), name, at) is { } deeper)
            {
                return deeper;
            }
        }

        return Untranslatable($"'{entity.Entity.DisplayName}.{name}', which is not mapped", at.At);
    }

    /// <summary>A complex property: an object of the columns below its path; null when nothing is mapped there.</summary>
    private static NewShape? Complex(EntityRef entity, string path, Node at)
    {
        var parts = ImmutableArray.CreateBuilder<NewPart>();
        var seen = new HashSet<string>();
        foreach (var property in entity.Entity.Properties)
        {
            if (!property.Name.StartsWith(path + ".", System.StringComparison.Ordinal))
            {
                continue;
            }

            var end = property.Name.IndexOf('.', path.Length + 1);
            var name = property.Name.Substring(path.Length + 1, (end < 0 ? property.Name.Length : end) - path.Length - 1);
            if (!seen.Add(name))
            {
                continue;
            }

            var column = entity.Columns.Column(property) with { At = at.At };
            Shape? part = end < 0
                ? new ScalarShape(entity.Optional && column is LogicalColumn known ? known with { CanBeNull = true } : column, null)
                : Complex(entity, path + "." + name, at);
            parts.Add(new NewPart(name, part!));
        }

        return parts.Count == 0 ? null : new NewShape(at.Type, parts.ToImmutable()) { IsStored = true };
    }

    private Shape ScalarMember(ScalarShape scalar, MemberNode member)
    {
        var value = scalar.Value;
        var owner = member.Symbol?.ContainingType;
        switch (member.Name)
        {
            case "HasValue" when ClrTypes.IsNullableValue(owner):
                return new ScalarShape(new NullTest(value, IsNull: false) { Type = SqlType.Bool, At = member.At }, member.Type);
            case "Value" when ClrTypes.IsNullableValue(owner):
                return new ScalarShape(value, member.Type);
        }

        if (value is Parameter parameter)
        {
            return new ScalarShape(new Parameter(parameter.Identity + "." + member.Name, parameter.Display + "." + member.Name) { Type = ClrTypes.ToSql(member.Type), At = member.At }, member.Type);
        }

        var type = ClrTypes.ToSql(member.Type);
        switch (owner?.Name)
        {
            case "String" when member.Name == "Length":
                return new ScalarShape(new CastExpr(Function("length", SqlType.Int4, value)) { Type = SqlType.Int4 }, member.Type);
            case "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" when ClrTypes.InNamespace(owner, "System"):
                return Dates.Member(value, owner.Name, member.Name) is { } part ? new ScalarShape(part, member.Type) : Untranslatable($"'{owner.Name}.{member.Name}'", member.At);
        }

        if (ClrTypes.ElementOf(scalar.Type) is not null && member.Name is "Length" or "Count")
        {
            return new ScalarShape(Function(value.Type.Equals(SqlType.Bytea) ? "length" : "cardinality", SqlType.Int4, value), member.Type);
        }

        return ClrTypes.InNamespace(owner, "NpgsqlTypes") || ClrTypes.InNamespace(owner, "NodaTime")
            ? new ScalarShape(Function(member.Name.ToLowerInvariant(), type, value), member.Type)
            : Untranslatable($"'{member.Name}' of a value", member.At);
    }

    private static FuncExpr Function(string name, SqlType type, params Expr[] args) => new(name, args.ToImmutableArray()) { Type = type };
}
