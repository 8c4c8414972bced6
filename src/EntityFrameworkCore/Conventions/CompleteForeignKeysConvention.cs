using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>
/// Adds the distribution keys of both sides to foreign keys inside one colocation group that lack them and were not configured
/// explicitly, where the principal has a key of its distribution key and the columns already referenced.
/// </summary>
internal static class CompleteForeignKeysConvention
{
    public static void Apply(IConventionModelBuilder model)
    {
        foreach (var key in model.Metadata.GetEntityTypes().SelectMany(static e => e.GetDeclaredForeignKeys()).ToArray())
        {
            if (key.IsOwnership || key.DeclaringEntityType.HasSharedClrType
                || key.GetPropertiesConfigurationSource() == ConfigurationSource.Explicit || key.GetPrincipalKeyConfigurationSource() == ConfigurationSource.Explicit)
            {
                continue;
            }

            var (dependent, principal) = (key.DeclaringEntityType, key.PrincipalEntityType);
            if (Distribution(dependent) is not { } own || Distribution(principal) is not { } other
                || EntityDistribution.Group(dependent) != EntityDistribution.Group(principal)
                || key.Properties.Contains(own) || key.PrincipalKey.Properties.Contains(other))
            {
                continue;
            }

            if (principal.FindKey([other, .. key.PrincipalKey.Properties]) is { } longer)
            {
                ForeignKeys.Change(key, [own, .. key.Properties], longer);
            }
        }
    }

    private static IConventionProperty? Distribution(IConventionEntityType entity) =>
        EntityDistribution.Kind(entity) == TableKind.Distributed && EntityDistribution.KeyProperty(entity) is { } name ? entity.FindProperty(name) : null;
}
