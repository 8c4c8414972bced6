using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>
/// Goes through the operations of each body once, for all that looks at single ones. To be called for each of them by the
/// compiler costs more than the look.
/// </summary>
internal static class OperationReporting
{
    public static void Register(CompilationStartAnalysisContext context, AnalysisScope scope)
    {
        var texts = new SqlTextReporting(scope);
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var root in block.OperationBlocks)
            {
                foreach (var operation in root.DescendantsAndSelf())
                {
                    switch (operation.Kind)
                    {
                        case OperationKind.Invocation:
                            AllowanceChecks.Look((IInvocationOperation)operation, block, scope);
                            texts.Look(operation, block);
                            break;
                        case OperationKind.ObjectCreation or OperationKind.SimpleAssignment:
                            texts.Look(operation, block);
                            break;
                    }
                }
            }
        });
    }
}
