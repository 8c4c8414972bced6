using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>The tables a planner or a SQL reader may ask for by name.</summary>
internal interface ICatalog
{
    /// <summary>The table of that name; a name without a schema is looked for along the search path. Null when the model has none.</summary>
    Table? Find(TableName name);
}
