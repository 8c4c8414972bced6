using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>How the distribution of one table changes.</summary>
/// <param name="OldName">Its name before the migration.</param>
/// <param name="Name">Its name after it.</param>
/// <param name="Before">How it is distributed, in the names after the migration.</param>
/// <param name="After">How it shall be.</param>
internal sealed record TableChange(TableName OldName, TableName Name, TableDistribution Before, TableDistribution After)
{
    /// <summary>It becomes a plain table, for good or on the way to something else.</summary>
    public bool Undoes => (Before.IsCitusTable || Before.Kind == TableKind.SchemaSharded) && (Before.Kind != After.Kind || MovesSingleShard);

    /// <summary>It becomes a distributed, reference or schema-sharded table.</summary>
    public bool Makes => (After.IsCitusTable || After.Kind == TableKind.SchemaSharded) && (Before.Kind != After.Kind || MovesSingleShard);

    /// <summary>It stays distributed, with another key or in another group or with another number of shards.</summary>
    public bool Alters => Before.Kind == TableKind.Distributed && After.Kind == TableKind.Distributed
        && (MovesAlone || (OnlyShardCount && After.ShardCount is not null));

    public bool MovesAlone => Before.KeyColumn != After.KeyColumn || Before.Group != After.Group;

    /// <summary>All tables of the group change alike.</summary>
    public bool OnlyShardCount => Before.Kind == TableKind.Distributed && After.Kind == TableKind.Distributed && !MovesAlone && Before.ShardCount != After.ShardCount;

    private bool MovesSingleShard => Before.Kind == TableKind.SingleShard && After.Kind == TableKind.SingleShard && Before.Group != After.Group;

    /// <summary>Citus rebuilds the table, or checks it whole: foreign keys stand in the way.</summary>
    public bool NeedsNoForeignKeys => (Undoes && Before.IsCitusTable) || (Makes && After.IsCitusTable) || (Alters && MovesAlone);
}
