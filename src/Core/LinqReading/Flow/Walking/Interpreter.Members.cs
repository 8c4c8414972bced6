using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Fields and properties.</content>
internal sealed partial class Interpreter
{
    private AbstractValue ReadField(IFieldReferenceOperation operation)
    {
        if (operation.Instance is null)
        {
            if (operation.Field is { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String })
            {
                return new ConstantValue("", operation.Type);
            }

            return ReadStatic(operation.Field, operation);
        }

        return MemberOf(Evaluate(operation.Instance), operation.Field, operation);
    }

    private AbstractValue ReadProperty(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        if (operation.Instance is null)
        {
            if (ReadOfTypeParameter(operation) is { } asked)
            {
                return asked;
            }

            return property.GetMethod is { } shared && _flow.IsSource(property) && ObjectShapes.IsComputed(property)
                ? CallSource(Resolve(shared), null, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation)
                : ReadStatic(property, operation);
        }

        var receiver = Evaluate(operation.Instance);
        if (operation.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax } && property is { IsIndexer: false, IsAbstract: false, GetMethod: { } below } && _flow.IsSource(property) && ObjectShapes.IsComputed(property))
        {
            // The base class's own, whatever overrides it.
            return CallBody(Resolve(below), receiver, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        }

        if (property.IsIndexer)
        {
            return Indexed(receiver, operation);
        }

        return MemberOf(receiver, property, operation);
    }

    private AbstractValue Indexed(AbstractValue receiver, IPropertyReferenceOperation operation)
    {
        var arguments = operation.Arguments.Select(a => Evaluate(a.Value)).ToImmutableArray();
        if (receiver is FromCallerValue)
        {
            return FromCaller(Shown(operation.Syntax), Resolve(operation.Type), operation);
        }

        if (receiver is MapValue map && arguments.Length == 1)
        {
            return Value(map, arguments[0], operation.Instance, operation);
        }

        if (receiver is ItemsValue { MayLack: false, Items: { } items } && arguments.Length == 1 && arguments[0] is ConstantValue { Value: int index } && index >= 0 && index < items.Length)
        {
            return items[index];
        }

        if (receiver is ItemsValue { Items: { IsEmpty: false } any } && _flow.Known.IsInteresting(operation.Type))
        {
            return AnyOf(any, operation.Syntax);
        }

        if (operation.Property.GetMethod is { } getter && _flow.IsSource(getter) && receiver is ReferenceValue)
        {
            return CallSource(Resolve(getter), receiver, arguments, operation.Syntax, operation);
        }

        return Symbolic(Resolve(operation.Type), Short(IdentityOf(receiver) + "[" + string.Join(",", arguments.Select(IdentityOf)) + "]"), Shown(operation.Syntax), HeapKind.Received);
    }

    /// <summary>A member of a value.</summary>
    private AbstractValue MemberOf(AbstractValue receiver, ISymbol member, IOperation operation)
    {
        if (member is { Name: "Result", ContainingType: { Name: "Task" or "ValueTask" } task } && SymbolNames.IsIn(task, "System.Threading.Tasks"))
        {
            return receiver;
        }

        if (ExtensionBlocks.IsMember(member) && member is IPropertySymbol { GetMethod: { } getter })
        {
            return _flow.IsSource(member) ? CallSource(Resolve(getter), receiver, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation)
                : MayBeQuery(receiver) && !_flow.Known.IsQuery(Resolve(getter.ReturnType)) ? EnumeratesElsewhere(getter, receiver, operation.Syntax, operation)
                : RuntimeMember(receiver, member, operation);
        }

        switch (receiver)
        {
            case ChoiceValue choice:
                return Each(choice, r => MemberOf(r, member, operation), operation.Syntax);
            case ContextValue context:
                return ContextMember(context, member, operation);
            case ReferenceValue reference:
                return ObjectMember(reference, member, operation);
            case LambdaValue make when member.Name is "Value" && IsLazy(member.ContainingType):
                return LazyValue(make, operation);
            case MapValue map when member.Name is "Values" && map.Entries.Any(static e => IsPart(e.Value)):
                return new ItemsValue(ImmutableArray.CreateRange(map.Entries, static e => e.Value), Runtime(operation));
            case TypeValue type when NameOf(type, member) is { } name:
                return name;
            case QueryValue when member.Name is "Expression":
                return new QueryExpressionValue(receiver);
            case MemberInfoValue info when member.Name is "Name":
                return new ConstantValue(info.Name, null);
            case LambdaValue or TreeLambdaValue when member.Name is "Parameters":
                return new ItemsValue([new TreeParameterValue(At(operation.Syntax), (receiver as LambdaValue)?.Method.Parameters is [{ Type: var row }] ? Resolve(row) : null)], Runtime(operation));
            case TreeLambdaValue built when member.Name is "Body":
                return built.Body;
            case LambdaValue when member.Name is "Body":
                return new LambdaBodyValue(receiver);
            case ItemsValue { IsWhole: true } list when member.Name is "Length" or "Count":
                return new ConstantValue(list.Items.Length, TypeOf(member));
            case FromCallerValue given:
                return FromCaller(given.What + "." + member.Name, Awaited(Resolve(TypeOf(member))), operation);
            case UnknownValue unknown when _flow.Known.IsInteresting(TypeOf(member)):
                return unknown;
            default:
                return RuntimeMember(receiver, member, operation);
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    private AbstractValue RuntimeMember(AbstractValue receiver, ISymbol member, IOperation operation)
    {
        var container = member.ContainingType?.OriginalDefinition;
        if (member.Name is "Value" && container?.SpecialType == SpecialType.System_Nullable_T)
        {
            return receiver;
        }

        if (member.Name is "HasValue" && container?.SpecialType == SpecialType.System_Nullable_T)
        {
            return Truth(NullTest(receiver).Not(), operation);
        }

        var type = Resolve(operation is IMemberReferenceOperation ? operation.Type : TypeOf(member));
        if (_flow.IsSource(member) && member is IPropertySymbol { GetMethod: { } getter } property && (ObjectShapes.IsComputed(property) || (getter.IsAbstract && _flow.Shapes.IsFollowed(property.ContainingType))))
        {
            return CallSource(Resolve(getter), receiver, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        }

        if (_flow.Known.IsQuery(type) || _flow.Known.IsExpressionTree(type))
        {
            return Foreign(member, type!, operation);
        }

        var since = Counts(type) && IsOfFramework(member) ? Since(receiver) : "";
        return Symbolic(type, Short(IdentityOf(receiver) + "." + member.Name + since), Shown(operation.Syntax), HeapKind.Received);
    }

    private AbstractValue ContextMember(ContextValue context, ISymbol member, IOperation operation)
    {
        if (member is IPropertySymbol { GetMethod: { } asked } && IsDispatched(asked))
        {
            member = TypeHierarchy.Reached(asked, context.Type).AssociatedSymbol ?? member;
        }

        var type = Resolve(TypeOf(member));
        if (_flow.Known.IsDbSet(type) && ((INamedTypeSymbol)type!).TypeArguments[0] is { } entity)
        {
            return RootOf(context, entity, operation);
        }

        if (member.Name == "Database" && !_flow.IsSource(member))
        {
            return new DatabaseValue(context);
        }

        if (_flow.IsSource(member) && member is IPropertySymbol { GetMethod: { } getter } property && ObjectShapes.IsComputed(property))
        {
            return CallSource(Resolve(getter), context, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        }

        if (_state!.TryGetValue(new Slot(ContextSlots(context), member.Name), out var written))
        {
            return written;
        }

        return _flow.Known.IsQuery(type)
            ? Foreign(member, type!, operation)
            : Symbolic(type, Short(context.Identity + "." + member.Name), context.Type.Name + "." + member.Name, HeapKind.Injected);
    }

    private readonly System.Collections.Generic.Dictionary<string, object> _contextSlots = [];

    private object ContextSlots(ContextValue context)
    {
        if (!_contextSlots.TryGetValue(context.Identity, out var holder))
        {
            _contextSlots.Add(context.Identity, holder = new object());
        }

        return holder;
    }

    private AbstractValue ObjectMember(ReferenceValue reference, ISymbol member, IOperation operation)
    {
        var name = MemberName(member);
        if (_state!.TryGetValue(new Slot(reference.Object, name), out var known))
        {
            return known;
        }

        if (member is IPropertySymbol { GetMethod: { } getter } property && _flow.IsSource(property)
            && (ObjectShapes.IsComputed(property) || property.IsAbstract || property.IsVirtual || property.IsOverride))
        {
            return CallSource(Resolve(getter), reference, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        }

        return StoredMember(reference, member, operation);
    }

    /// <summary>What an object holds in a field, or in a property that the compiler stores.</summary>
    private AbstractValue StoredMember(ReferenceValue reference, ISymbol member, IOperation operation)
    {
        var name = MemberName(member);
        Construct(reference.Object);
        if (_state!.TryGetValue(new Slot(reference.Object, name), out var known))
        {
            // What a list of another's making holds by now, only its maker knows.
            return known is not ItemsValue || reference.Object.Kind == HeapKind.Created ? known
                : reference.Object.Kind is HeapKind.Given or HeapKind.Self && _flow.Known.IsInteresting(TypeOf(member)) ? new FromCallerValue(name)
                : Loose(known);
        }

        var declared = Resolve(operation is IMemberReferenceOperation ? operation.Type : TypeOf(member));
        if (!_flow.IsSource(member) && _flow.Known.IsQuery(declared) && Stored(member, declared!, operation) is { } stored)
        {
            return stored;
        }

        var value = Symbolic(
            declared,
            Short(reference.Object.Identity + "." + name),
            reference.Object.Kind == HeapKind.Self ? name : reference.Object.Display + "." + name,
            reference.Object.Kind == HeapKind.Created ? HeapKind.Injected : reference.Object.Kind,
            given: reference.Object.Kind is HeapKind.Given or HeapKind.Self);
        SetSlot(new Slot(reference.Object, name), value);
        return value;
    }

    /// <summary>A member's name as state keeps it; elements of tuples by their position.</summary>
    private static string MemberName(ISymbol member) =>
        member is IFieldSymbol { CorrespondingTupleField: { } element } ? element.Name : member.Name;

    /// <summary>Where what a member is initialized with is kept: for a property with a body of its own, in the field behind it.</summary>
    private static string StoredAs(ISymbol member) =>
        member is IPropertySymbol property && ObjectShapes.IsComputed(property) ? Reassignments.Backing(property.Name) : member.Name;

    private AbstractValue Member(AbstractValue value, string name, IOperation operation) =>
        new RuntimeValue(Short(IdentityOf(value) + "." + name), Shown(operation.Syntax), null);

    private void WriteMember(IMemberReferenceOperation target, AbstractValue? holder, AbstractValue value, IOperation by)
    {
        if (target is IPropertyReferenceOperation { Property.IsIndexer: true } indexer)
        {
            var keys = indexer.Arguments.Select(a => Evaluate(a.Value)).ToImmutableArray();
            if (holder is MapValue map && keys.Length == 1)
            {
                Put(indexer.Instance, map, keys[0], value, by);
            }

            if (holder is FromCallerValue)
            {
                _recorder.Changes();
            }

            if (holder is ItemsValue list)
            {
                AppendTo(indexer.Instance, list with { IsWhole = false, MayLack = true }, value, by);
            }

            return;
        }

        NoteKeyWrite(target, holder, by);
        switch (holder)
        {
            case null:
                _writesStatics = true;
                SetSlot(StaticSlot(target.Member), value);
                break;
            case ReferenceValue reference:
                WriteObject(reference, target.Member, value, by);
                break;
            case ContextValue context:
                SetSlot(new Slot(ContextSlots(context), target.Member.Name), value);
                break;
            case ChoiceValue choice:
                // Only one of them is the one that is changed.
                Each(
                    choice,
                    one =>
                    {
                        if (one is ReferenceValue changed)
                        {
                            WriteObject(changed, target.Member, value, by);
                        }

                        return Nothing;
                    },
                    by.Syntax);
                break;
            default:
                ForgetCarried(holder, target.Member);
                break;
        }
    }

    private void WriteObject(ReferenceValue reference, ISymbol member, AbstractValue value, IOperation by)
    {
        if (member is IPropertySymbol { SetMethod: { } setter } && _flow.IsSource(setter) && ObjectShapes.HasBody(setter))
        {
            CallSource(Resolve(setter), reference, [value], by.Syntax, by);
            if (ObjectShapes.IsComputed((IPropertySymbol)member))
            {
                // What it gives from now on, its own code says.
                return;
            }
        }

        Construct(reference.Object);
        SetSlot(new Slot(reference.Object, member is IPropertySymbol { SetMethod: null } ? StoredAs(member) : MemberName(member)), value);
        if (reference.Object.Kind != HeapKind.Created && !IsOfItself(reference) && IsCarrier(value))
        {
            _recorder.Changes();
        }
    }

    /// <summary>Whether it is an object's own constructor that is being followed: that changes nothing, and callers need not go in again for it.</summary>
    private bool IsOfItself(ReferenceValue reference) => _frame.Method is { MethodKind: MethodKind.Constructor } && Equals(_frame.This, reference);

    /// <summary>The value of an initializer, evaluated for its value alone: what runs in it is judged where it stands.</summary>
    private AbstractValue Initialize(ISymbol member, IOperation initializer, ReferenceValue? self)
    {
        var caller = _frame;
        var round = _round;
        _round = self is null ? 0 : round;

        // What is static is made once, whoever asks for it first.
        _frame = new Frame(FrameId(self is null ? 0 : caller.Id, initializer.Syntax), member)
        {
            This = self,
            Caller = caller,
            CallSite = initializer.Syntax,
            Types = self is null ? TypeMap.Empty.With(Resolve(member.ContainingType) as INamedTypeSymbol) : TypesOf(TypeMap.Empty, self.Object.Type),
            Depth = caller.Depth + 1,
        };
        _quiet++;
        var value = Evaluate(initializer is ISymbolInitializerOperation symbol ? symbol.Value : initializer);
        _quiet--;
        _frame = caller;
        _round = round;
        if (value is ReferenceValue { Object: { Kind: HeapKind.Created } kept } && self is not { Object.Kind: HeapKind.Created })
        {
            Keep(kept);
        }

        return value;
    }
}
