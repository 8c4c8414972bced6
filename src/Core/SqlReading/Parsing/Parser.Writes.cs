using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>INSERT, UPDATE, DELETE and MERGE.</summary>
internal sealed partial class Parser
{
    private WriteSyntax ReadWrite()
    {
        var start = Current.Start;
        var write = Take().Text switch
        {
            "insert" => ReadInsert(),
            "update" => ReadUpdate(),
            "delete" => ReadDelete(),
            _ => ReadMerge(),
        };
        if (Accept("returning"))
        {
            if (Accept("with"))
            {
                SkipParentheses();
            }

            ReadOutputs(write.Returning);
        }

        write.Start = start;
        write.End = LastEnd;
        return write;
    }

    private TableSyntax ReadTarget(bool needsAs = false)
    {
        var table = ReadTable();
        if (Accept("as") || (!needsAs && IsName && !Is("set")))
        {
            table.Alias = ReadName("an alias");
        }

        return table;
    }

    private WriteSyntax ReadInsert()
    {
        Expect("into");
        var write = new WriteSyntax(CommandKind.Insert, ReadTarget(needsAs: true));
        if (IsMark("(") && !StartsQuery(1) && !Ahead(1).IsMark("("))
        {
            write.Columns = [];
            Take();
            do
            {
                write.Columns.Add(ReadTargetColumn());
            }
            while (AcceptMark(","));

            ExpectMark(")");
        }

        if (Accept("overriding"))
        {
            Take();
            Expect("value");
        }

        if (!Accept("default", "values"))
        {
            write.Rows = ReadQuery();
        }

        if (Accept("on", "conflict"))
        {
            write.Conflict = ReadConflict();
        }

        return write;
    }

    /// <summary>A column that is written; a subscript or field behind it writes a part of it.</summary>
    private string ReadTargetColumn()
    {
        var name = ReadLabel("a column");
        while (IsMark("[") || IsMark("."))
        {
            if (AcceptMark("."))
            {
                ReadLabel("a field");
            }
            else
            {
                ReadSubscript(Nothing(), Current.Start);
            }
        }

        return name;
    }

    private ConflictSyntax ReadConflict()
    {
        var conflict = new ConflictSyntax();
        if (Accept("on"))
        {
            Expect("constraint");
            ReadName("a constraint");
        }
        else if (AcceptMark("("))
        {
            do
            {
                conflict.Target.Add(ReadExpr());
                if (IsName)
                {
                    // An operator class.
                    ReadTableName();
                }
            }
            while (AcceptMark(","));

            ExpectMark(")");
            if (Accept("where"))
            {
                conflict.TargetWhere = ReadExpr();
            }
        }

        Expect("do");
        if (Accept("nothing"))
        {
            return conflict;
        }

        Expect("update");
        Expect("set");
        conflict.Update = true;
        conflict.Set = ReadSet();
        conflict.Where = Accept("where") ? ReadExpr() : null;
        return conflict;
    }

    private WriteSyntax ReadUpdate()
    {
        var write = new WriteSyntax(CommandKind.Update, ReadTarget());
        Expect("set");
        write.Set = ReadSet();
        if (Accept("from"))
        {
            write.From = ReadFrom();
        }

        ReadWriteWhere(write);
        return write;
    }

    private void ReadWriteWhere(WriteSyntax write)
    {
        if (!Accept("where"))
        {
            return;
        }

        if (Accept("current", "of"))
        {
            ReadName("a cursor");
            write.CurrentOf = true;
        }
        else
        {
            write.Where = ReadExpr();
        }
    }

    private WriteSyntax ReadDelete()
    {
        Expect("from");
        var write = new WriteSyntax(CommandKind.Delete, ReadTarget());
        if (Accept("using"))
        {
            write.From = ReadFrom();
        }

        ReadWriteWhere(write);
        return write;
    }

    private List<SetItemSyntax> ReadSet()
    {
        var items = new List<SetItemSyntax>();
        do
        {
            var start = Current.Start;
            var columns = new List<string>();
            var row = AcceptMark("(");
            do
            {
                columns.Add(ReadTargetColumn());
            }
            while (row && AcceptMark(","));

            if (row)
            {
                ExpectMark(")");
            }

            if (Current.IsOperator("="))
            {
                Take();
            }
            else
            {
                Fail("'=' expected" + Found());
            }

            items.Add(new SetItemSyntax(columns, ReadExpr(), row) { Start = start, End = LastEnd });
        }
        while (AcceptMark(","));

        return items;
    }

    private WriteSyntax ReadMerge()
    {
        Expect("into");
        var write = new WriteSyntax(CommandKind.Merge, ReadTarget());
        Expect("using");
        write.From.Add(ReadJoined());
        Expect("on");
        write.On = ReadExpr();
        while (Accept("when"))
        {
            write.Actions.Add(ReadMergeAction());
        }

        return write;
    }

    private MergeSyntax ReadMergeAction()
    {
        var match = MergeMatch.Matched;
        if (Accept("not"))
        {
            Expect("matched");
            match = MergeMatch.NotMatched;
            if (Accept("by") && !Accept("target"))
            {
                Expect("source");
                match = MergeMatch.NotMatchedBySource;
            }
        }
        else
        {
            Expect("matched");
        }

        var action = new MergeSyntax(match, Accept("and") ? ReadExpr() : null);
        Expect("then");
        if (Accept("do"))
        {
            Expect("nothing");
        }
        else if (Accept("delete"))
        {
            action.Kind = CommandKind.Delete;
        }
        else if (Accept("update"))
        {
            Expect("set");
            action.Kind = CommandKind.Update;
            action.Set = ReadSet();
        }
        else
        {
            Expect("insert");
            action.Kind = CommandKind.Insert;
            ReadMergeInsert(action);
        }

        return action;
    }

    private void ReadMergeInsert(MergeSyntax action)
    {
        if (AcceptMark("("))
        {
            do
            {
                action.Columns.Add(ReadTargetColumn());
            }
            while (AcceptMark(","));

            ExpectMark(")");
        }

        if (Accept("overriding"))
        {
            Take();
            Expect("value");
        }

        if (!Accept("default", "values"))
        {
            Expect("values");
            action.Values = ReadArguments();
        }
    }
}
