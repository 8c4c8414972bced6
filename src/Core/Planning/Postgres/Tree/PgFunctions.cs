using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>A function call (<c>FuncExpr</c>).</summary>
internal sealed class PgFunc(string name, PgFunctionTraits traits, SqlType type, ImmutableArray<PgExpr> args) : PgExpr(type, args)
{
    public string Name { get; } = name;

    public PgFunctionTraits Traits { get; } = traits;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgFunc(Name, Traits, Type, args) { At = At };

    protected override bool SameHead(PgExpr other) => ((PgFunc)other).Name == Name && ((PgFunc)other).Type.Name == Type.Name;
}

internal enum PgCastMethod
{
    /// <summary>The same bytes (<c>RelabelType</c>).</summary>
    Relabel,

    /// <summary>A cast function.</summary>
    Function,

    /// <summary>Through text (<c>CoerceViaIO</c>).</summary>
    InOut,
}

/// <summary>A cast. Implied ones are what <c>strip_implicit_coercions</c> removes.</summary>
internal sealed class PgCast(PgExpr arg, SqlType type, PgCastMethod method, bool @implicit, Volatility volatility)
    : PgExpr(type, ImmutableArray.Create(arg))
{
    public PgCastMethod Method { get; } = method;

    public bool Implicit { get; } = @implicit;

    public Volatility Volatility { get; } = volatility;

    public PgExpr Arg => Args[0];

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgCast(args[0], Type, Method, Implicit, Volatility) { At = At };

    protected override bool SameHead(PgExpr other) => other.Type.Name == Type.Name && ((PgCast)other).Method == Method;
}

internal enum PgFormKind { Case, Coalesce, MinMax, Array, Row, GroupingFunc, Default }

/// <summary>Syntactic forms that are no functions. The arguments of CASE are condition, result, …, and the ELSE last.</summary>
internal sealed class PgForm(PgFormKind kind, SqlType type, ImmutableArray<PgExpr> args) : PgExpr(type, args)
{
    public PgFormKind Kind { get; } = kind;

    /// <summary>Of <see cref="PgFormKind.MinMax"/>: GREATEST.</summary>
    public bool Flag { get; init; }

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgForm(Kind, Type, args) { At = At, Flag = Flag };

    protected override bool SameHead(PgExpr other) => ((PgForm)other).Kind == Kind && ((PgForm)other).Flag == Flag;
}

/// <summary>An aggregate call (<c>Aggref</c>).</summary>
internal sealed class PgAggregate(string name, SqlType type, ImmutableArray<PgExpr> args) : PgExpr(type, args)
{
    public string Name { get; } = name;

    public bool Distinct { get; init; }

    public bool Star { get; init; }

    /// <summary>How many of the arguments are the aggregate's own; ORDER BY and FILTER follow.</summary>
    public int OwnArgs { get; init; }

    public bool Ordered { get; init; }

    public bool Filtered { get; init; }

    /// <summary>It belongs to an outer query.</summary>
    public bool Outer { get; init; }

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgAggregate(Name, Type, args)
    {
        At = At, Distinct = Distinct, Star = Star, OwnArgs = OwnArgs, Ordered = Ordered, Filtered = Filtered, Outer = Outer,
    };

    protected override bool SameHead(PgExpr other) =>
        other is PgAggregate agg && agg.Name == Name && agg.Distinct == Distinct && agg.Star == Star && agg.OwnArgs == OwnArgs;
}

/// <summary>A window function call (<c>WindowFunc</c>); its arguments are its own, then FILTER, PARTITION BY and ORDER BY.</summary>
internal sealed class PgWindow(string name, SqlType type, int ownArgs, int partitions, ImmutableArray<PgExpr> args) : PgExpr(type, args)
{
    public string Name { get; } = name;

    public int OwnArgs { get; } = ownArgs;

    public int Partitions { get; } = partitions;

    public ImmutableArray<PgExpr> PartitionBy => ImmutableArray.Create(Args, OwnArgs, Partitions);

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgWindow(Name, Type, OwnArgs, Partitions, args) { At = At };

    protected override bool SameHead(PgExpr other) =>
        other is PgWindow window && window.Name == Name && window.OwnArgs == OwnArgs && window.Partitions == Partitions;
}
