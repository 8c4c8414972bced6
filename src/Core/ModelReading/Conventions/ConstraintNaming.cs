using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Names of keys, indexes and foreign keys that nobody named.</summary>
internal static class ConstraintNaming
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities)
        {
            foreach (var key in entity.AlternateKeys)
            {
                key.Name = key.ConfiguredName ?? Overridden(build, key.Identity) ?? Default(build, "AK_" + entity.Table + "_" + Columns(key.Properties));
            }

            if (entity.PrimaryKey is { } primary)
            {
                primary.Name = primary.ConfiguredName ?? Overridden(build, primary.Identity);
                primary.Name ??= Default(build, "PK_" + entity.Table);
            }

            foreach (var index in entity.Indexes)
            {
                index.Name = Overridden(build, index.Identity) ?? index.ConfiguredName ?? Default(build, "IX_" + entity.Table + "_" + Columns(index.Properties));
            }

            foreach (var key in entity.ForeignKeys)
            {
                var said = build.Config.ForeignKeyOverrides.TryGetValue(key.Identity, out var found) ? found : null;
                key.OnDelete = said?.OnDelete ?? key.OnDelete;
                key.ConstraintName = said?.ConstraintName ?? key.ConfiguredName ?? Default(build, "FK_" + entity.Table + "_" + key.Principal.Table + "_" + Columns(key.Properties));
            }
        }
    }

    private static string? Overridden(ModelBuild build, string identity) => build.Config.NameOverrides.TryGetValue(identity, out var name) ? name : null;

    public static string Default(ModelBuild build, string name) => Names.Rewrite(Names.Truncate(name), build.Config.Naming);

    public static string Columns(IEnumerable<PropertyBuild> properties) => string.Join("_", properties.Select(static p => p.Column));
}
