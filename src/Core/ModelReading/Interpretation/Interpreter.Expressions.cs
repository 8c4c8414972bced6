using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

internal sealed partial class Interpreter
{
    public Value Evaluate(IOperation? operation, Frame frame)
    {
        if (operation is null || _steps > MaxSteps || _nesting > MaxNesting)
        {
            return Value.Unknown;
        }

        _steps++;
        _nesting++;
        var value = operation is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: true } member }
            ? new EnumVal(member.Name, member.ConstantValue)
            : operation.ConstantValue is { HasValue: true, Value: var constant } ? new ConstantVal(constant) : EvaluateCore(operation, frame);
        if (value is UnknownVal)
        {
            value = AssemblyTypes.Unknown(operation.Type) ?? value;
        }

        _nesting--;
        return value;
    }

    private Value EvaluateCore(IOperation operation, Frame frame)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                return Invoke(invocation, frame);
            case IDynamicInvocationOperation late:
                return InvokeLate(late, frame);
            case IConversionOperation conversion:
                return Convert(conversion, frame);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, frame);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target, frame);
            case IAnonymousFunctionOperation lambda:
                return new LambdaVal(lambda, frame);
            case IMethodReferenceOperation method:
                return new MethodVal(method.Method, method.Instance is { } instance ? Evaluate(instance, frame) : null, frame);
            case ILocalReferenceOperation local:
                return frame.Find(local.Local) ?? Value.Unknown;
            case IParameterReferenceOperation parameter:
                return frame.Find(parameter.Parameter)
                    ?? (frame.Self is ObjectVal owner && owner.Members.TryGetValue("<" + parameter.Parameter.Name + ">", out var captured) ? captured : Value.Unknown);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return frame.Self ?? Value.Unknown;
            case IInstanceReferenceOperation or IConditionalAccessInstanceOperation:
                return frame.Conditional ?? Value.Unknown;
            case ITypeOfOperation type:
                return new TypeVal(frame.Resolve(type.TypeOperand, Compilation));
            case IDefaultValueOperation:
                return Value.Null;
            case IPropertyReferenceOperation property:
                return Member(property, property.Property, property.Instance, frame);
            case IFieldReferenceOperation field:
                return Member(field, field.Field, field.Instance, frame);
            case IObjectCreationOperation creation:
                return Create(creation, frame);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value, frame), frame);
            case ICoalesceAssignmentOperation assignment:
                return Evaluate(assignment.Target, frame) is ConstantVal { Value: not null } or not (ConstantVal or UnknownVal)
                    ? Evaluate(assignment.Target, frame)
                    : Assign(assignment.Target, Evaluate(assignment.Value, frame), frame);
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, Evaluate(deconstruction.Value, frame), frame);
                return Value.Unknown;
            case IConditionalOperation conditional:
                return Truth(Evaluate(conditional.Condition, frame)) switch
                {
                    true => Evaluate(conditional.WhenTrue, frame),
                    false => Evaluate(conditional.WhenFalse, frame),
                    _ => Value.Unknown,
                };
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value, frame) switch
                {
                    ConstantVal { Value: null } => Evaluate(coalesce.WhenNull, frame),
                    UnknownVal unknown => unknown,
                    var known => known,
                };
            case IConditionalAccessOperation access:
                return Access(access, frame);
            case IBinaryOperation binary:
                return Operators.Binary(binary, Evaluate(binary.LeftOperand, frame), () => Evaluate(binary.RightOperand, frame));
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Truth(Evaluate(not.Operand, frame)) is { } truth ? Value.Of(!truth) : Value.Unknown;
            case IIsPatternOperation pattern:
                return Patterns.Matches(this, Evaluate(pattern.Value, frame), pattern.Pattern, frame);
            case IIsTypeOperation:
                return Value.Unknown;
            case IArrayCreationOperation array:
                return array.Initializer is null ? new ListVal([]) : new ListVal([.. array.Initializer.ElementValues.Select(e => Evaluate(e, frame))]);
            case ICollectionExpressionOperation collection:
                return new ListVal([.. collection.Elements.Select(e => Evaluate(e is ISpreadOperation spread ? spread.Operand : e, frame))]);
            case IInterpolatedStringOperation text:
                return Interpolate(text, frame);
            case ITupleOperation tuple:
                return new ListVal([.. tuple.Elements.Select(e => Evaluate(e, frame))]);
            case IAnonymousObjectCreationOperation anonymous:
                return Anonymous(anonymous, frame);
            case INameOfOperation or ILiteralOperation:
                return Value.Unknown;
            case IArrayElementReferenceOperation element:
                return Element(Evaluate(element.ArrayReference, frame), element.Indices.Length == 1 ? Evaluate(element.Indices[0], frame) : Value.Unknown);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation, frame);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation, frame);
            default:
                return Value.Unknown;
        }
    }

    private Value Convert(IConversionOperation conversion, Frame frame)
    {
        var value = Evaluate(conversion.Operand, frame);

        // An explicit reference conversion of metadata or of a builder is the same object.
        return value;
    }

    private Value Access(IConditionalAccessOperation access, Frame frame)
    {
        var value = Evaluate(access.Operation, frame);
        if (value is ConstantVal { Value: null })
        {
            return Value.Null;
        }

        var before = frame.Conditional;
        frame.Conditional = value;
        var result = Evaluate(access.WhenNotNull, frame);
        frame.Conditional = before;
        return result;
    }

    private Value Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var builder = new System.Text.StringBuilder();
        foreach (var part in text.Parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text, frame),
                IInterpolationOperation hole => Evaluate(hole.Expression, frame),
                _ => Value.Unknown,
            };
            if (value is not ConstantVal constant)
            {
                return Value.Unknown;
            }

            builder.Append(System.Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return new ConstantVal(builder.ToString());
    }

    private Value Anonymous(IAnonymousObjectCreationOperation creation, Frame frame)
    {
        var members = new Dictionary<string, Value>();
        foreach (var initializer in creation.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (initializer.Target is IPropertyReferenceOperation property)
            {
                members[property.Property.Name] = Evaluate(initializer.Value, frame);
            }
        }

        return creation.Type is INamedTypeSymbol type ? new ObjectVal(type, members) : Value.Unknown;
    }

    private Value Member(IOperation operation, ISymbol member, IOperation? instance, Frame frame)
    {
        var receiver = instance is null ? null : Evaluate(instance, frame);
        if (receiver is ListVal list && operation is IPropertyReferenceOperation { Arguments.Length: 1 } indexed)
        {
            return Element(list, Evaluate(indexed.Arguments[0].Value, frame));
        }

        if (receiver is ListVal tuple && member.ContainingType is { IsTupleType: true } && member is IFieldSymbol item)
        {
            var index = item.ContainingType.TupleElements.IndexOf(item, 0, SymbolEqualityComparer.Default);
            return index >= 0 && index < tuple.Items.Length ? tuple.Items[index] : Value.Unknown;
        }

        if (ExtensionBlocks.IsMember(member) && member is IPropertySymbol { GetMethod: { } getter })
        {
            return EnterMember(getter, receiver, [], frame);
        }

        switch (receiver)
        {
            case ContextVal:
                return Members.OfContext(this, member);
            case ObjectVal known:
                return known.Members.TryGetValue(member.Name, out var value) ? value : ObjectMember(known, member, frame);
            case null when member.IsStatic:
                return StaticMember(member, frame);
            case null:
                return Value.Unknown;
            default:
                return Members.Get(this, receiver, member.Name);
        }
    }

    /// <summary>A member of an object that its constructor did not set: a computed property, or a field's initializer.</summary>
    private Value ObjectMember(ObjectVal known, ISymbol member, Frame frame)
    {
        if (frame.Depth > MaxDepth)
        {
            return Value.Unknown;
        }

        var actual = member is IPropertySymbol declared ? Dispatch.Override(known.Type, declared) : member;
        if (actual is IPropertySymbol { GetMethod: { } getter } && _source.BodyOf(getter, Cancellation) is { } body)
        {
            var inner = new Frame(null, known, frame.Depth + 1);
            inner.BindType(known.Type);
            Run(body, inner);
            return inner.Returned ?? Value.Unknown;
        }

        return Initializer(actual, frame);
    }

    private Value StaticMember(ISymbol member, Frame frame)
    {
        if (member is IPropertySymbol { GetMethod: { } getter } && frame.Depth < MaxDepth && _source.BodyOf(getter, Cancellation) is { } body)
        {
            var inner = new Frame(null, null, frame.Depth + 1);
            Run(body, inner);
            return inner.Returned ?? Value.Unknown;
        }

        return member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } ? Initializer(member, frame) : Value.Unknown;
    }

    private Value Initializer(ISymbol member, Frame frame)
    {
        if (frame.Depth >= MaxDepth)
        {
            return Value.Unknown;
        }

        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (MemberSyntax.Initializer(reference.GetSyntax(Cancellation)) is { } initializer
                && _source.OperationOf(initializer, Cancellation) is ISymbolInitializerOperation { Value: { } value })
            {
                return Evaluate(value, new Frame(null, null, frame.Depth + 1));
            }
        }

        return Value.Unknown;
    }

    private static Value Element(Value list, Value index) =>
        list is ListVal known && index is ConstantVal { Value: int at } && at >= 0 && at < known.Items.Length ? known.Items[at] : Value.Unknown;

    private Value Assign(IOperation target, Value value, Frame frame)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                frame.Assign(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                frame.Assign(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                frame.Declare(declared.Local, value);
                break;
            case IMemberReferenceOperation { Instance: { } instance } member:
                if (Evaluate(instance, frame) is var receiver && receiver is ObjectVal known)
                {
                    known.Members[member.Member.Name] = value;
                }
                else
                {
                    Members.Set(this, receiver, member.Member.Name, value, Places.Of(target.Syntax));
                }

                break;
            case ITupleOperation:
                Deconstruct(target, value, frame);
                break;
        }

        return value;
    }

    private void Deconstruct(IOperation target, Value value, Frame frame)
    {
        if (target is IDeclarationExpressionOperation { Expression: { } declared })
        {
            target = declared;
        }

        if (target is ITupleOperation tuple)
        {
            for (var i = 0; i < tuple.Elements.Length; i++)
            {
                var item = value is ListVal list && i < list.Items.Length ? list.Items[i] : Value.Unknown;
                Deconstruct(tuple.Elements[i], item, frame);
            }
        }
        else if (target is ILocalReferenceOperation local)
        {
            frame.Declare(local.Local, value);
        }
        else
        {
            Assign(target, value, frame);
        }
    }

    private Value Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation.Type is not INamedTypeSymbol declared || frame.Resolve(declared, Compilation) is not INamedTypeSymbol type)
        {
            return Value.Unknown;
        }

        var arguments = new Dictionary<string, Value>();
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                arguments[parameter.Name] = Evaluate(argument.Value, frame);
            }
        }

        var created = Construct(type, creation.Constructor, arguments, frame);
        if (creation.Initializer is { } initializer)
        {
            created = Fill(created, initializer, frame);
        }

        return created;
    }

    private Value Fill(Value created, IObjectOrCollectionInitializerOperation initializer, Frame frame)
    {
        var before = frame.Conditional;
        frame.Conditional = created;
        var added = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in initializer.Initializers)
        {
            switch (item)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } assignment when created is ObjectVal known:
                    known.Members[member.Member.Name] = Evaluate(assignment.Value, frame);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 } add:
                    added.Add(Evaluate(add.Arguments[0].Value, frame));
                    break;
                default:
                    Evaluate(item, frame);
                    break;
            }
        }

        frame.Conditional = before;
        return added.Count > 0 ? new ListVal(added.ToImmutable()) : created;
    }
}
