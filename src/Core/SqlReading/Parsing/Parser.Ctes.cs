using System.Collections.Generic;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>Common table expressions.</summary>
internal sealed partial class Parser
{
    private WithSyntax ReadWith()
    {
        Take();
        var with = new WithSyntax(Accept("recursive"), []);
        do
        {
            var start = Current.Start;
            var name = ReadName("a name");
            var columns = IsMark("(") ? ReadNames("a column") : [];
            Expect("as");
            bool? materialized = Accept("not", "materialized") ? false : Accept("materialized") ? true : null;
            var cte = new CteSyntax(name, columns, materialized, ReadQueryInParentheses()) { Start = start, End = LastEnd };
            ReadSearchAndCycle(cte);
            with.Items.Add(cte);
        }
        while (AcceptMark(","));

        return with;
    }

    /// <summary>SEARCH … SET column and CYCLE … SET column [TO … DEFAULT …] USING column.</summary>
    private void ReadSearchAndCycle(CteSyntax cte)
    {
        while (Is("search") || Is("cycle"))
        {
            cte.Searches |= Is("search");
            while (!AtEnd && !Is("set"))
            {
                Take();
            }

            Expect("set");
            cte.ExtraColumns.Add(ReadName("a column"));
            if (Accept("to"))
            {
                ReadExpr();
                Expect("default");
                ReadExpr();
            }

            if (Accept("using"))
            {
                cte.ExtraColumns.Add(ReadName("a column"));
            }
        }
    }
}
