using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Finishing;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Find: the row with a key.</summary>
internal sealed partial class TranslationRun
{
    internal Finished? Find(Node tree, ImmutableArray<Expr> keys, Origin at)
    {
        if (Build(tree, Env.Empty) is not { } rows)
        {
            return null;
        }

        if (rows.Element is not EntityShape { Entity: var entity })
        {
            Fail("Find needs an entity", at);
            return null;
        }

        if (keys.Length != entity.Entity.Key.Count)
        {
            Fail($"Find needs {entity.Entity.Key.Count} key values here, and gets {keys.Length}", at);
            return null;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (KeyColumn(entity, entity.Entity.Key[i]) is { } column)
            {
                rows.Select.ApplyPredicate(new OpExpr("=", column, Typed(keys[i], column.Type)) { Type = SqlType.Bool, At = at });
            }
        }

        rows.Element = ExpandWithIncludes(rows.Element);
        rows.Select.ApplyLimit(new Constant(1L) { Type = SqlType.Int4 });
        return Failure is null ? Finish(rows, path: null) : null;
    }
}
