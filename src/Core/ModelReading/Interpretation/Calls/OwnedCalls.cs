using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary><c>OwnsOne</c>, <c>OwnsMany</c> and what follows them.</summary>
internal static class OwnedCalls
{
    public static Value Start(Call call, EntityConfig owner, bool many, Value self)
    {
        string? navigation;
        var type = call.Method.TypeArguments.LastOrDefault() is { } argument
            ? call.Frame.Resolve(argument, call.Interpreter.Compilation) as INamedTypeSymbol
            : (call["ownedType"] as TypeVal)?.Type as INamedTypeSymbol;
        if (call["navigationExpression"] is LambdaVal lambda)
        {
            navigation = MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null;
        }
        else
        {
            navigation = call.Text("navigationName");
        }

        if (navigation is not null && type is null && ClrTypes.FindProperty(owner.Type, navigation) is { } property)
        {
            type = (many ? ClrTypes.SequenceElement(property.Type) : property.Type) as INamedTypeSymbol;
        }

        if (navigation is null || type is null)
        {
            call.Unread(owner);
            return self;
        }

        if (!owner.Owned.TryGetValue(navigation, out var owned))
        {
            var entity = call.Interpreter.Config.Owned(owner, navigation, type);
            owned = new OwnedConfig(entity, many);
            owner.Owned.Add(navigation, owned);
        }

        call.Interpreter.Config.OwnedTypes.Add(type);
        owner.IgnoredMembers.Remove(navigation);
        owned.Place = call.Place;
        call.Changed(owner);
        var builder = new OwnedBuilderVal(owner, navigation, owned);
        if (call["buildAction"] is { } action)
        {
            call.Run(action, builder);
            return self;
        }

        return builder;
    }

    public static Value Run(Call call, OwnedBuilderVal builder)
    {
        if (call.Name != "WithOwner")
        {
            return EntityCalls.Run(call, builder.Owned.Entity, builder);
        }

        builder.Owned.Inverse = call.Any("referenceExpression", "ownerReference", "navigationExpression") is LambdaVal lambda
            ? MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null
            : call.Text("ownerReference", "navigationName");
        call.Changed(builder.Owner);
        return new OwnershipVal(builder.Owner, builder.Owned);
    }

    public static Value RunOwnership(Call call, OwnershipVal ownership)
    {
        switch (call.Name)
        {
            case "HasForeignKey":
                ownership.Owned.ForeignKey = call.Names();
                break;
            case "HasPrincipalKey":
                ownership.Owned.PrincipalKey = call.Names();
                break;
            case "HasConstraintName":
                ownership.Owned.ConstraintName = call.Text("name");
                break;
        }

        call.Changed(ownership.Owner);
        return ownership;
    }
}
