using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>Says why a condition that names a key column does not fix it.</summary>
internal static class DefeatWords
{
    public static string Of(Expr condition, ColumnRef key)
    {
        var name = "'" + key.Name + "'";
        return condition switch
        {
            BoolExpr { Op: BoolOp.Or } => "the condition on " + name + " is only one side of an OR",
            NotExpr => "the condition on " + name + " is negated",
            NullTest => "whether " + name + " is null says nothing about its value",
            DistinctExpr => "IS DISTINCT FROM on " + name + " leaves all shards",
            ArrayOpExpr { Operator: "=", All: false } list when list.Left == key => "a list of values for " + name + " leads to a shard each",
            ArrayOpExpr list when list.Left == key => "a list that " + name + " must not be in leaves all shards",
            CaseExpr or CoalesceExpr => "the condition on " + name + " is a computed one",
            OpExpr { Left: { } left } comparison when IsKey(left, key) || IsKey(comparison.Right, key) =>
                comparison.Operator == "="
                    ? name + " is compared with something that is not one value"
                    : name + " is compared by " + comparison.Operator + ", which leaves all shards",
            OpExpr { Operator: "=" } => name + " stands inside an expression, so its hash is not known",
            _ => "the condition on " + name + " is not a comparison with one value",
        };
    }

    private static bool IsKey(Expr expr, ColumnRef key) => expr is ColumnRef column && column.Source == key.Source && column.Name == key.Name;
}
