using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>
/// What the contexts of ASP.NET Core Identity configure in their <c>OnModelCreating</c> (schema version 1, the default):
/// table names, keys, indexes, lengths and foreign keys. Entity types are found by their sets.
/// </summary>
internal static class IdentityConfiguration
{
    private const string Library = "Microsoft.AspNetCore.Identity.EntityFrameworkCore.";
    private const string Types = "Microsoft.AspNetCore.Identity.Identity";

    public static bool Apply(Interpreter interpreter, INamedTypeSymbol context)
    {
        if (ClrTypes.FullName(context) is not (Library + "IdentityDbContext" or Library + "IdentityUserContext"))
        {
            return false;
        }

        var entities = new Dictionary<string, EntityConfig>();
        foreach (var (type, _) in interpreter.Config.Sets)
        {
            foreach (var level in ClrTypes.SelfAndBases(type))
            {
                var name = ClrTypes.FullName(level);
                if (name.StartsWith(Types, System.StringComparison.Ordinal) && !entities.ContainsKey(name.Substring(Types.Length)))
                {
                    if (name == Types + "UserPasskey")
                    {
                        // Only from schema version 3 on.
                        interpreter.Config.IgnoredTypes.Add(type);
                        break;
                    }

                    entities.Add(name.Substring(Types.Length), interpreter.Config.Entity(type));
                    break;
                }
            }
        }

        foreach (var pair in entities)
        {
            pair.Value.InModel = true;
            Configure(interpreter.Config, pair.Key, pair.Value, entities);
        }

        interpreter.Config.Version++;
        return true;
    }

    private static void Configure(ModelConfig config, string name, EntityConfig entity, Dictionary<string, EntityConfig> all)
    {
        switch (name)
        {
            case "User":
                Table(entity, "AspNetUsers", config, "Id");
                Index(entity, "NormalizedUserName", "UserNameIndex", unique: true);
                Index(entity, "NormalizedEmail", "EmailIndex", unique: false);
                Token(entity, "UserName", "NormalizedUserName", "Email", "NormalizedEmail");
                Many(entity, all, "UserId", "UserClaim", "UserLogin", "UserToken", "UserRole");
                break;
            case "Role":
                Table(entity, "AspNetRoles", config, "Id");
                Index(entity, "NormalizedName", "RoleNameIndex", unique: true);
                Token(entity, "Name", "NormalizedName");
                Many(entity, all, "RoleId", "UserRole", "RoleClaim");
                break;
            case "UserClaim":
                Table(entity, "AspNetUserClaims", config, "Id");
                break;
            case "RoleClaim":
                Table(entity, "AspNetRoleClaims", config, "Id");
                break;
            case "UserLogin":
                Table(entity, "AspNetUserLogins", config, "LoginProvider", "ProviderKey");
                break;
            case "UserToken":
                Table(entity, "AspNetUserTokens", config, "UserId", "LoginProvider", "Name");
                break;
            case "UserRole":
                Table(entity, "AspNetUserRoles", config, "UserId", "RoleId");
                break;
        }
    }

    private static void Table(EntityConfig entity, string table, ModelConfig config, params string[] key)
    {
        entity.TableSet = true;
        entity.Table = table;
        entity.PrimaryKey = new KeyConfig(new PropertyNames(key, default), config.Version);
    }

    private static void Index(EntityConfig entity, string property, string name, bool unique) =>
        entity.Indexes.Add(new IndexConfig(new PropertyNames([property], default)) { DatabaseName = name, Unique = unique });

    private static void Token(EntityConfig entity, params string[] names)
    {
        entity.Property("ConcurrencyStamp").ConcurrencyToken = true;
        foreach (var name in names)
        {
            entity.Property(name).MaxLength = 256;
        }
    }

    private static void Many(EntityConfig entity, Dictionary<string, EntityConfig> all, string key, params string[] dependents)
    {
        foreach (var dependent in dependents.Where(all.ContainsKey).Select(d => all[d]))
        {
            new RelationshipConfig(entity, null, dependent)
            {
                FirstIsCollection = true,
                Completed = true,
                Dependent = dependent,
                ForeignKey = new PropertyNames([key], default),
                Required = true,
            }.Attach();
        }
    }
}
