using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Queries;
using ShardSafety.Core.Findings;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Looks at each AllowMultiShard, attribute and call, whether it can work.</summary>
internal static class AllowanceChecks
{
    public static void Register(CompilationStartAnalysisContext context, AnalysisScope scope) =>
        context.RegisterOperationAction(operation => CheckAttribute(operation, scope), OperationKind.Attribute);

    public static void Look(IInvocationOperation call, OperationBlockAnalysisContext context, AnalysisScope scope)
    {
        if (!Allowances.IsAllowance(call.TargetMethod))
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "reason")
            {
                CheckReason(argument.Value, context.ReportDiagnostic, scope);
            }
        }

        if (IsInExpressionTree(call))
        {
            context.ReportDiagnostic(scope.Diagnose(AllowanceInExpressionTree.Rule, call.Syntax.GetLocation(), []));
        }
    }

    private static void CheckAttribute(OperationAnalysisContext context, AnalysisScope scope)
    {
        if (((IAttributeOperation)context.Operation).Operation is IObjectCreationOperation { Arguments.Length: 1 } creation
            && creation.Type is { Name: Allowances.AttributeName, ContainingNamespace: { Name: Allowances.Namespace, ContainingNamespace.IsGlobalNamespace: true } })
        {
            CheckReason(creation.Arguments[0].Value, context.ReportDiagnostic, scope);
        }
    }

    private static void CheckReason(IOperation reason, Action<Diagnostic> report, AnalysisScope scope)
    {
        if (reason.ConstantValue is { HasValue: true, Value: null or string } constant && string.IsNullOrWhiteSpace((string?)constant.Value))
        {
            report(scope.Diagnose(EmptyAllowance.Rule, reason.Syntax.GetLocation(), []));
        }
    }

    /// <summary>Whether a lambda around the call becomes an expression tree rather than code.</summary>
    private static bool IsInExpressionTree(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation
                && at.Parent is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" } } })
            {
                return true;
            }
        }

        return false;
    }
}
