using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Interpretation.Calls;

namespace ShardSafety.Core.ModelReading.Interpretation;

internal sealed partial class Interpreter
{
    private Value Invoke(IInvocationOperation invocation, Frame frame)
    {
        var method = invocation.TargetMethod;
        var instance = invocation.Instance is null ? null : Evaluate(invocation.Instance, frame);
        var arguments = new Dictionary<string, Value>();
        Value? first = null;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            var value = Evaluate(argument.Value, frame);
            if (parameter.Ordinal == 0)
            {
                first = value;
            }

            if (argument.ArgumentKind == ArgumentKind.DefaultValue && method.DeclaringSyntaxReferences.IsEmpty)
            {
                // A library's default means "not said".
                continue;
            }

            arguments[parameter.Name] = value;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Apply(instance, [.. method.Parameters.Select(p => arguments.TryGetValue(p.Name, out var v) ? v : Value.Unknown)], frame);
        }

        if (IsBaseCall(invocation) && instance is ContextVal && !ClrTypes.SameMember(method.ContainingAssembly, Compilation.Assembly))
        {
            return ForeignContexts.Run(this, method);
        }

        if (TreeCalls.Visited(method, instance, first) is { } visited)
        {
            return visited;
        }

        var target = Target(invocation, instance);
        if (ExtensionBlocks.MemberBehind(target) is { } behind)
        {
            return EnterMember(behind, behind.IsStatic ? null : first, arguments, frame);
        }

        if (ExtensionBlocks.IsMember(target) && HasBody(target))
        {
            return EnterMember(target, instance, arguments, frame);
        }

        if (!target.DeclaringSyntaxReferences.IsEmpty && HasBody(target))
        {
            return Enter(invocation, target, instance, arguments, frame);
        }

        var receiver = method.IsExtensionMethod ? first : instance;
        return LibraryCalls.Run(new Call(invocation, this, frame, receiver, arguments));
    }

    /// <summary>Runs a call on options that stands alone, outside what the context itself runs.</summary>
    public void RunOption(IInvocationOperation call)
    {
        var frame = new Frame(null, null, 0);
        var arguments = new Dictionary<string, Value>();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && argument.ArgumentKind != ArgumentKind.DefaultValue && !(call.TargetMethod.IsExtensionMethod && parameter.Ordinal == 0))
            {
                arguments[parameter.Name] = Evaluate(argument.Value, frame);
            }
        }

        OptionsCalls.Run(new Call(call, this, frame, new OptionsVal(), arguments));
    }

    /// <summary>A call that is bound at run time, with a configuration object that reflection made.</summary>
    private Value InvokeLate(IDynamicInvocationOperation call, Frame frame)
    {
        if (call.Operation is not IDynamicMemberReferenceOperation member)
        {
            return Value.Unknown;
        }

        var receiver = member.Instance is null ? Value.Unknown : Evaluate(member.Instance, frame);
        var values = call.Arguments.Select(a => Evaluate(a, frame)).ToList();
        if (receiver is ModelBuilderVal && member.MemberName == "ApplyConfiguration" && values is [ObjectVal configuration] && ModelBuilderCalls.Apply(this, configuration, frame))
        {
            return receiver;
        }

        if (receiver is ObjectVal known
            && ClrTypes.SelfAndBases(known.Type).SelectMany(t => t.GetMembers(member.MemberName)).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == values.Count && HasBody(m)) is { } method)
        {
            return CallMethod(method, known, values, frame, []);
        }

        foreach (var value in values.Append(receiver))
        {
            if (value is ModelBuilderVal or EntityBuilderVal)
            {
                Note(member.MemberName + " is bound at run time", (value as EntityBuilderVal)?.Entity, Places.Of(call.Syntax));
            }
        }

        return Value.Unknown;
    }

    private static bool IsBaseCall(IInvocationOperation invocation) =>
        invocation.Instance is IInstanceReferenceOperation && !invocation.IsVirtual && (invocation.TargetMethod.IsVirtual || invocation.TargetMethod.IsOverride);

    private bool HasBody(IMethodSymbol method) => _source.BodyOf(method, Cancellation) is not null;

    /// <summary>The method that runs: overrides and implementations on an object whose type is known.</summary>
    private IMethodSymbol Target(IInvocationOperation invocation, Value? instance)
    {
        var method = invocation.TargetMethod;
        if (method.IsStatic || IsBaseCall(invocation) || ExtensionBlocks.IsMember(method))
        {
            return method;
        }

        return instance switch
        {
            ObjectVal known => Dispatch.Override(known.Type, method),
            ContextVal => Dispatch.Override(Config.Context, method),
            _ => method,
        };
    }

    private Value Enter(IInvocationOperation invocation, IMethodSymbol target, Value? instance, Dictionary<string, Value> arguments, Frame frame)
    {
        if (frame.Depth >= MaxDepth)
        {
            Note("helpers call each other too deeply to read", null, Places.Of(invocation.Syntax));
            return Value.Unknown;
        }

        var local = target.MethodKind == MethodKind.LocalFunction;
        var inner = new Frame(local ? frame : null, instance ?? (target.IsStatic ? null : frame.Self), frame.Depth + 1);
        BindTypes(inner, target, invocation.TargetMethod, instance, frame);
        foreach (var parameter in target.OriginalDefinition.Parameters)
        {
            var given = invocation.TargetMethod.Parameters.Length > parameter.Ordinal ? invocation.TargetMethod.Parameters[parameter.Ordinal].Name : parameter.Name;
            inner.Declare(parameter, arguments.TryGetValue(given, out var value) ? value : Value.Unknown);
        }

        RunMethod(target, inner);
        return inner.Returned ?? (target.ReturnsVoid ? Value.Null : Value.Unknown);
    }

    /// <summary>Runs a member of an extension block: the receiver is the block's parameter.</summary>
    private Value EnterMember(IMethodSymbol member, Value? receiver, Dictionary<string, Value> arguments, Frame frame)
    {
        if (frame.Depth >= MaxDepth)
        {
            Note("helpers call each other too deeply to read", null, Place.None);
            return Value.Unknown;
        }

        var inner = new Frame(null, null, frame.Depth + 1);
        BindTypes(inner, member, member, null, frame);
        if (ExtensionBlocks.Receiver(member, _source, Cancellation) is { } parameter)
        {
            inner.Declare(parameter, receiver ?? Value.Unknown);
        }

        foreach (var own in member.OriginalDefinition.Parameters)
        {
            inner.Declare(own, arguments.TryGetValue(own.Name, out var value) ? value : Value.Unknown);
        }

        RunMethod(member, inner);
        return inner.Returned ?? (member.ReturnsVoid ? Value.Null : Value.Unknown);
    }

    private void BindTypes(Frame inner, IMethodSymbol target, IMethodSymbol called, Value? instance, Frame caller)
    {
        var self = instance switch
        {
            ObjectVal known => known.Type,
            ContextVal => Config.Context,
            _ => caller.Resolve(called.ContainingType, Compilation) as INamedTypeSymbol,
        };
        inner.BindType(self);
        for (var i = 0; i < called.TypeArguments.Length && i < target.OriginalDefinition.TypeParameters.Length; i++)
        {
            inner.Bind(target.OriginalDefinition.TypeParameters[i], caller.Resolve(called.TypeArguments[i], Compilation));
        }
    }

    /// <summary>Calls a lambda, a method group or a delegate.</summary>
    public Value Apply(Value? function, IReadOnlyList<Value> values, Frame frame)
    {
        switch (function)
        {
            case LambdaVal lambda when frame.Depth < MaxDepth:
                var inner = new Frame(lambda.Frame, null, frame.Depth + 1);
                for (var i = 0; i < lambda.Body.Symbol.Parameters.Length && i < values.Count; i++)
                {
                    inner.Declare(lambda.Body.Symbol.Parameters[i], values[i]);
                }

                Run(lambda.Body.Body, inner);
                return inner.Returned ?? Value.Unknown;
            case MethodVal method when frame.Depth < MaxDepth:
                return CallMethod(method.Method, method.Receiver, values, method.Frame, [.. method.Method.TypeArguments.Select(a => method.Frame.Resolve(a, Compilation))]);
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Calls a method of the source with values in the order of its parameters.</summary>
    public Value CallMethod(IMethodSymbol method, Value? instance, IReadOnlyList<Value> values, Frame frame, IReadOnlyList<ITypeSymbol> typeArguments)
    {
        if (ExtensionBlocks.IsMember(method))
        {
            return EnterMember(method, instance, Enumerable.Range(0, System.Math.Min(method.Parameters.Length, values.Count)).ToDictionary(i => method.Parameters[i].Name, i => values[i]), frame);
        }

        var target = instance switch
        {
            ObjectVal known => Dispatch.Override(known.Type, method),
            ContextVal => Dispatch.Override(Config.Context, method),
            _ => method,
        };
        if (!HasBody(target))
        {
            return Value.Unknown;
        }

        var inner = new Frame(method.MethodKind == MethodKind.LocalFunction ? frame : null, instance, frame.Depth + 1);
        BindTypes(inner, target, method, instance, frame);
        for (var i = 0; i < typeArguments.Count && i < target.OriginalDefinition.TypeParameters.Length; i++)
        {
            inner.Bind(target.OriginalDefinition.TypeParameters[i], typeArguments[i]);
        }

        for (var i = 0; i < target.OriginalDefinition.Parameters.Length; i++)
        {
            inner.Declare(target.OriginalDefinition.Parameters[i], i < values.Count ? values[i] : Value.Unknown);
        }

        RunMethod(target, inner);
        return inner.Returned ?? Value.Null;
    }

    /// <summary>Runs <c>IEntityTypeConfiguration&lt;T&gt;.Configure</c> of a configuration object.</summary>
    public void Configure(ObjectVal configuration, INamedTypeSymbol entity, Frame frame)
    {
        foreach (var implemented in configuration.Type.AllInterfaces)
        {
            if (implemented.TypeArguments.Length == 1
                && ClrTypes.FullName(implemented) == "Microsoft.EntityFrameworkCore.IEntityTypeConfiguration"
                && ClrTypes.Same(implemented.TypeArguments[0], entity)
                && implemented.GetMembers("Configure").OfType<IMethodSymbol>().FirstOrDefault() is { } declared)
            {
                var builder = new EntityBuilderVal(LibraryCalls.EntityOf(this, entity));
                var configure = Dispatch.Override(configuration.Type, declared);
                if (!HasBody(configure))
                {
                    Note("the configuration " + configuration.Type.Name + " is in another assembly and could not be read", builder.Entity, Place.None);
                    continue;
                }

                CallMethod(configure, configuration, [builder], frame, []);
            }
        }
    }
}
