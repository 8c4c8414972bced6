using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary><c>HasOne</c>, <c>HasMany</c> and what follows them.</summary>
internal static class RelationshipCalls
{
    public static Value Start(Call call, EntityConfig entity, bool many)
    {
        string? navigation = null;
        var target = call.TypeOf(0, "relatedType");
        if (call["navigationExpression"] is LambdaVal lambda)
        {
            navigation = MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null;
        }
        else if (call.Has("navigationName") || call.Has("relatedTypeName"))
        {
            var text = call.Text("navigationName");
            navigation = text;
            if (target is null && call.Text("relatedTypeName") is { } typeName)
            {
                target = call.Interpreter.Config.Find(typeName)?.Type ?? call.Interpreter.Compilation.GetTypeByMetadataName(typeName);
                if (target is null && call.Interpreter.Config.Find(typeName) is null)
                {
                    navigation = typeName;
                }
            }
        }

        if (target is null && navigation is not null && ClrTypes.FindProperty(entity.Type, navigation) is { } property)
        {
            target = (many ? ClrTypes.SequenceElement(property.Type) : property.Type) as INamedTypeSymbol;
        }

        if (target is null)
        {
            return call.Unread(entity, "a relationship whose other end is known at run time only");
        }

        var other = call.Interpreter.Config.Target(entity, navigation, target);
        var relationship = entity.FindRelationship(navigation);
        if (relationship is not null && (!ReferenceEquals(relationship.First, entity) || relationship.FirstNavigation != navigation))
        {
            relationship = relationship.Reverse();
        }

        if (relationship is null || !ReferenceEquals(relationship.Second, other) || relationship.FirstIsCollection != many)
        {
            relationship?.Remove();
            relationship = new RelationshipConfig(entity, navigation, other) { FirstIsCollection = many };
            relationship.Attach();
        }

        if (navigation is not null)
        {
            entity.IgnoredMembers.Remove(navigation);
        }

        relationship.Place = call.Place;
        call.Changed(entity);
        return new OpenRelationshipVal(relationship);
    }

    public static Value Run(Call call, OpenRelationshipVal open)
    {
        if (call.Name is not ("WithOne" or "WithMany"))
        {
            return open;
        }

        var relationship = open.Relationship;
        var navigation = call.Any("navigationExpression") is LambdaVal lambda
            ? MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null
            : call.Text("navigationName", "collection", "reference");
        if (navigation is not null && relationship.Second.FindRelationship(navigation) is { } other && !ReferenceEquals(other, relationship))
        {
            relationship.Take(other);
            other.Remove();
        }

        relationship.SecondNavigation = navigation;
        relationship.SecondIsCollection = call.Name == "WithMany";
        relationship.Completed = true;
        if (relationship.FirstIsCollection && relationship.SecondIsCollection)
        {
            call.Changed(relationship.First);
            return new ManyToManyVal(relationship);
        }

        if (relationship.FirstIsCollection || relationship.SecondIsCollection)
        {
            relationship.Dependent = relationship.SecondIsCollection ? relationship.First : relationship.Second;
        }

        call.Changed(relationship.First);
        return new RelationshipVal(relationship);
    }

    public static Value Run(Call call, RelationshipVal value)
    {
        var relationship = value.Relationship;
        switch (call.Name)
        {
            case "HasForeignKey":
                End(call, relationship, dependent: true);
                relationship.ForeignKey = call.Names("foreignKeyExpression", "foreignKeyPropertyNames");
                if (relationship.ForeignKey is null)
                {
                    call.Unread(relationship.Dependent, "foreign key properties that are known at run time only");
                }

                break;
            case "HasPrincipalKey":
                End(call, relationship, dependent: false);
                relationship.PrincipalKey = call.Names("keyExpression", "keyPropertyNames");
                if (relationship.PrincipalKey is null)
                {
                    call.Unread(relationship.Dependent, "principal key properties that are known at run time only");
                }

                break;
            case "IsRequired":
                relationship.Required = call.Flag("required");
                break;
            case "OnDelete":
                relationship.OnDelete = (call["deleteBehavior"] as EnumVal)?.Name;
                break;
            case "HasConstraintName":
                relationship.ConstraintName = call.Text("name");
                break;
        }

        call.Changed(relationship.Dependent ?? relationship.First);
        return value;
    }

    /// <summary>One-to-one: the type argument (or name) of <c>HasForeignKey</c> and <c>HasPrincipalKey</c> says which end is which.</summary>
    private static void End(Call call, RelationshipConfig relationship, bool dependent)
    {
        if (relationship.FirstIsCollection || relationship.SecondIsCollection)
        {
            return;
        }

        EntityConfig? end = null;
        if (call.TypeOf(0, "dependentEntityType", "principalEntityType") is { } type)
        {
            end = Matches(relationship.First, type) ? relationship.First : Matches(relationship.Second, type) ? relationship.Second : null;
        }
        else if (call.Text("dependentEntityTypeName", "principalEntityTypeName") is { } name)
        {
            end = relationship.First.Id == name || relationship.First.Type?.Name == name ? relationship.First : relationship.Second;
        }

        if (end is null)
        {
            return;
        }

        relationship.Dependent = dependent ? end
            : ReferenceEquals(end, relationship.First) ? relationship.Second : relationship.First;
    }

    private static bool Matches(EntityConfig entity, INamedTypeSymbol type) =>
        entity.Type is { } own && (ClrTypes.Same(own, type) || ClrTypes.DerivesFrom(own, type));
}
