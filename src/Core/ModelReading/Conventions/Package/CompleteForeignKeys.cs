using System.Linq;
using ShardSafety.Core.ModelReading.Emission;

namespace ShardSafety.Core.ModelReading.Conventions.Package;

/// <summary>
/// <c>CompleteForeignKeys()</c>: foreign keys inside one colocation group get the distribution keys of both sides, unless they
/// were configured explicitly (the package's CompleteForeignKeysConvention).
/// </summary>
internal static class CompleteForeignKeys
{
    public static void Run(ModelBuild build, Distribution distribution)
    {
        foreach (var key in build.Model.Entities.SelectMany(static e => e.ForeignKeys).ToList())
        {
            if (key.IsOwnership || key.Dependent.IsShared || key.Config is { ForeignKey: not null } or { PrincipalKey: not null } || key.PrincipalKey is not { } referenced)
            {
                continue;
            }

            if (PackageConventions.KeyOf(key.Dependent, distribution) is not { } own
                || PackageConventions.KeyOf(key.Principal, distribution) is not { } other
                || distribution.Of(key.Dependent).Group != distribution.Of(key.Principal).Group
                || key.Properties.Contains(own) || referenced.Properties.Contains(other))
            {
                continue;
            }

            var root = key.Principal.Root;
            var longer = (root.PrimaryKey is { } primary ? root.AlternateKeys.Prepend(primary) : root.AlternateKeys)
                .FirstOrDefault(k => k.Properties.SequenceEqual(referenced.Properties.Prepend(other)));
            if (longer is not null)
            {
                ForeignKeyChange.Apply(build, key, [own, .. key.Properties], longer);
            }
        }
    }
}
