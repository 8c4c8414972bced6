using System;

namespace ShardSafety.Core.Queries;

/// <summary>A table's name as the database knows it, already folded or unquoted. No schema means the search path's.</summary>
internal sealed record TableName(string? Schema, string Name) : IComparable<TableName>
{
    public int CompareTo(TableName? other)
    {
        if (other is null)
        {
            return 1;
        }

        var bySchema = string.CompareOrdinal(Schema, other.Schema);
        return bySchema != 0 ? bySchema : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => Schema is null ? Name : Schema + "." + Name;
}
