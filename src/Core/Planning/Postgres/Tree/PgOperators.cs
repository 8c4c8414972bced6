using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>A resolved operator over one or two operands (<c>OpExpr</c>).</summary>
internal sealed class PgOp(PgOperator op, ImmutableArray<PgExpr> args) : PgExpr(op.Result, args)
{
    public PgOperator Operator { get; } = op;

    public bool IsBinary => Args.Length == 2;

    public PgExpr Left => Args[0];

    public PgExpr Right => Args[Args.Length - 1];

    /// <summary>Whether some btree family has it as its equality: what Citus's <c>OperatorImplementsEquality</c> asks.</summary>
    public bool IsEquality => IsBinary && Operator.IsEquality;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgOp(Operator, args) { At = At };

    protected override bool SameHead(PgExpr other) => Operator.Equals(((PgOp)other).Operator);
}

/// <summary><c>scalar op ANY (array)</c> or <c>ALL</c> (<c>ScalarArrayOpExpr</c>).</summary>
internal sealed class PgArrayOp(PgOperator op, bool any, PgExpr left, PgExpr array)
    : PgExpr(SqlType.Bool, ImmutableArray.Create(left, array))
{
    public PgOperator Operator { get; } = op;

    /// <summary>ANY rather than ALL.</summary>
    public bool Any { get; } = any;

    public PgExpr Left => Args[0];

    public PgExpr Array => Args[1];

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgArrayOp(Operator, Any, args[0], args[1]) { At = At };

    protected override bool SameHead(PgExpr other) => Operator.Equals(((PgArrayOp)other).Operator) && Any == ((PgArrayOp)other).Any;
}

/// <summary>IS DISTINCT FROM; IS NOT DISTINCT FROM is a NOT around it.</summary>
internal sealed class PgDistinct(PgOperator op, ImmutableArray<PgExpr> args) : PgExpr(SqlType.Bool, args)
{
    /// <summary>The equality it stands on.</summary>
    public PgOperator Operator { get; } = op;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgDistinct(Operator, args) { At = At };

    protected override bool SameHead(PgExpr other) => Operator.Equals(((PgDistinct)other).Operator);
}

internal enum PgLogic { And, Or, Not }

/// <summary>AND, OR or NOT (<c>BoolExpr</c>).</summary>
internal sealed class PgBool(PgLogic logic, ImmutableArray<PgExpr> args) : PgExpr(SqlType.Bool, args)
{
    public PgLogic Logic { get; } = logic;

    public static PgBool Not(PgExpr arg) => new(PgLogic.Not, ImmutableArray.Create(arg)) { At = arg.At };

    public static PgExpr And(ImmutableArray<PgExpr> args) => args.Length == 1 ? args[0] : new PgBool(PgLogic.And, args);

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgBool(Logic, args) { At = At };

    protected override bool SameHead(PgExpr other) => ((PgBool)other).Logic == Logic;
}

/// <summary>IS NULL or IS NOT NULL.</summary>
internal sealed class PgNullTest(PgExpr arg, bool isNull) : PgExpr(SqlType.Bool, ImmutableArray.Create(arg))
{
    public bool IsNull { get; } = isNull;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgNullTest(args[0], IsNull) { At = At };

    protected override bool SameHead(PgExpr other) => ((PgNullTest)other).IsNull == IsNull;
}

/// <summary>IS [NOT] TRUE, FALSE or UNKNOWN.</summary>
internal sealed class PgBooleanTest(PgExpr arg, bool? value, bool negated) : PgExpr(SqlType.Bool, ImmutableArray.Create(arg))
{
    public bool? Value { get; } = value;

    public bool Negated { get; } = negated;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgBooleanTest(args[0], Value, Negated) { At = At };

    protected override bool SameHead(PgExpr other) => ((PgBooleanTest)other).Value == Value && ((PgBooleanTest)other).Negated == Negated;
}
