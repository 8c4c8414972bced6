using System;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>A name in a text that is parsed as a regclass must be quoted like an identifier.</summary>
internal static class RelationNames
{
    public static Refusal? Missing(Cluster cluster, MissingRelationStep step) => new Refusal(MigrationProblem.WrongName, "relation \"" + step.Name + "\" does not exist");

    /// <summary>Whether a name that no table has differs from a table's only in case: then it is that table that was meant.</summary>
    public static Refusal? Check(Cluster cluster, TableName name) =>
        cluster.Find(name) is null && cluster.Tables.Any(t => string.Equals(t.Name.Name, name.Name, StringComparison.OrdinalIgnoreCase) && t.Name.Name != name.Name)
            ? new Refusal(MigrationProblem.WrongName, "relation \"" + name + "\" does not exist")
            : null;
}
