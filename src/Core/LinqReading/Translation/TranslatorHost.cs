using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>What translations of one compilation share: its model, its source, and the reader of SQL texts.</summary>
internal sealed class TranslatorHost(ShardModel model, Compilation compilation, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, EntityModel?> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, int, int), IAnonymousFunctionOperation?> _lambdas = new();

    /// <summary>The model of a context type, or of the nearest base that has one.</summary>
    public EntityModel? ModelOf(INamedTypeSymbol context)
    {
        for (INamedTypeSymbol? type = context; type is not null; type = type.BaseType)
        {
            var found = _models.GetOrAdd(SymbolNames.MetadataName(type), Find);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private EntityModel? Find(string name)
    {
        foreach (var context in model.Contexts)
        {
            if (context.TypeName == name)
            {
                return EntityModel.For(context);
            }
        }

        return null;
    }

    /// <summary>The lambda that stands at a place of the model, such as a query filter's.</summary>
    public IAnonymousFunctionOperation? LambdaAt(Place place)
    {
        if (place.File is not { } file)
        {
            return null;
        }

        return _lambdas.GetOrAdd((file, place.Start, place.Length), key =>
        {
            var tree = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == key.Item1);
            if (tree is null || key.Item2 + key.Item3 > tree.Length)
            {
                return null;
            }

            var node = tree.GetRoot(cancellationToken).FindNode(new TextSpan(key.Item2, key.Item3), getInnermostNodeForTie: true);
            for (var i = 0; node is not null && i < 4; i++, node = node.Parent)
            {
                var found = node.DescendantNodesAndSelf().Select(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax ? SourceReader.For(compilation).OperationOf(n, cancellationToken) : null)
                    .OfType<IAnonymousFunctionOperation>().FirstOrDefault();
                if (found is not null)
                {
                    return found;
                }
            }

            return null;
        });
    }

}
