using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

internal enum PgSourceKind { Relation, Subquery, Function, Values, Cte, Result }

/// <summary>A range table entry (<c>RangeTblEntry</c>).</summary>
internal sealed class PgSource(int id, PgSourceKind kind, string alias)
{
    public int Id { get; } = id;

    /// <summary>Its place in the range table of its query, where joins have places too.</summary>
    public int Index { get; set; }

    /// <summary>What Citus tells copies of a relation by: a copy keeps it.</summary>
    public int Identity { get; set; } = id;

    public PgSourceKind Kind { get; set; } = kind;

    public string Alias { get; } = alias;

    public Origin At { get; init; } = Origin.None;

    /// <summary>The table of a relation; null when the model has none of that name.</summary>
    public Table? Table { get; init; }

    public TableName? TableName { get; init; }

    /// <summary>What messages call it.</summary>
    public string Display { get; init; } = alias;

    public PgQuery? Subquery { get; set; }

    public PgExpr? Call { get; set; }

    /// <summary>The function reads the rows of a part that was planned on its own.</summary>
    public bool ReadsIntermediateResult { get; init; }

    public ImmutableArray<ImmutableArray<PgExpr>> Rows { get; set; } = ImmutableArray<ImmutableArray<PgExpr>>.Empty;

    public int Cte { get; set; } = -1;

    public bool Lateral { get; set; }

    /// <summary>A subquery that became the parent of its UNION ALL arms.</summary>
    public bool IsAppendParent { get; set; }

    public bool Sampled { get; init; }

    /// <summary>Names of the columns, in order.</summary>
    public List<string> Columns { get; set; } = new();

    public List<SqlType> Types { get; set; } = new();

    public bool IsRelation => Kind == PgSourceKind.Relation;

    public SqlType TypeOf(int column) => column >= 1 && column <= Types.Count ? Types[column - 1] : SqlType.Unknown;

    public PgSource Copy(int id) => new(id, Kind, Alias)
    {
        Identity = Identity, Index = Index, At = At, Table = Table, TableName = TableName, Display = Display, Subquery = Subquery, Call = Call,
        ReadsIntermediateResult = ReadsIntermediateResult, Rows = Rows, Cte = Cte, Lateral = Lateral, IsAppendParent = IsAppendParent,
        Sampled = Sampled, Columns = Columns, Types = Types,
    };
}
