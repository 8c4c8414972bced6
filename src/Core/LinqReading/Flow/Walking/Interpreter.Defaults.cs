using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// What nobody has set. Code that applies a specification or a filter asks for each of its parts whether it is there: of an
/// object that was made in view, a part that nothing has set is not.
/// </content>
internal sealed partial class Interpreter
{
    /// <summary>Gives a new object's members the values they have before initializers run.</summary>
    private void SetDefaults(ReferenceValue self, INamedTypeSymbol type)
    {
        if (self.Object.Kind != HeapKind.Created || EntityNamed(self.Object.Type) is not null)
        {
            return;
        }

        foreach (var member in type.OriginalDefinition.GetMembers())
        {
            var of = member switch
            {
                IPropertySymbol { IsStatic: false, IsIndexer: false, IsAbstract: false, IsRequired: false } property when !ObjectShapes.IsComputed(property) => property.Type,
                IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, IsConst: false } field => field.Type,
                _ => null,
            };
            var slot = new Slot(self.Object, member.Name);
            if (of is not null && _state?.ContainsKey(slot) == false && DefaultOf(of) is { } value)
            {
                SetSlot(slot, value);
            }
        }
    }

    private static ConstantValue? DefaultOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean ? new ConstantValue(false, type)
        : type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? new ConstantValue(null, type)
        : null;

    /// <summary>Whether an object made in view may be changed by a method of its own class.</summary>
    private bool ChangesItself(AbstractValue? self, IMethodSymbol method) =>
        self is ReferenceValue { Object: { Kind: HeapKind.Created, Type: INamedTypeSymbol type } }
        && !method.IsStatic
        && EntityNamed(type) is null
        && Reassignments.Of(type, _flow, _cancellationToken).Any();
}
