using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Conventions;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>EF Core's <c>DeleteBehavior</c>: as said, else cascade where a principal is required (<c>CascadeDeleteConvention</c>).</summary>
internal static class DeleteRules
{
    public static DeleteRule Of(ForeignKeyBuild key) => (key.OnDelete ?? Annotated(key)) switch
    {
        "Cascade" => DeleteRule.Cascade,
        "Restrict" => DeleteRule.Restrict,
        "SetNull" => DeleteRule.SetNull,
        null => key.Required ? DeleteRule.Cascade : DeleteRule.NoAction,
        _ => DeleteRule.NoAction,
    };

    /// <summary><c>[DeleteBehavior]</c> on the dependent's navigation.</summary>
    private static string? Annotated(ForeignKeyBuild key)
    {
        if (key.ToPrincipal is null || ClrTypes.FindProperty(key.Dependent.Type, key.ToPrincipal) is not { } property
            || ClrTypes.InheritedAttribute(property, "Microsoft.EntityFrameworkCore.DeleteBehaviorAttribute") is not { } attribute)
        {
            return null;
        }

        return ClrTypes.Argument(attribute, 0) switch
        {
            0 => "ClientSetNull",
            1 => "Restrict",
            2 => "SetNull",
            3 => "Cascade",
            4 => "ClientCascade",
            5 => "NoAction",
            6 => "ClientNoAction",
            _ => null,
        };
    }
}
