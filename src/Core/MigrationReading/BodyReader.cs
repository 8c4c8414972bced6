using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.MigrationReading;

/// <summary>
/// Walks the body of <c>Up</c> or <c>Down</c> and of the helpers it calls, in the order of execution. Both branches of a condition
/// are walked, and the body of a loop once.
/// </summary>
internal sealed class BodyReader(SourceReader source, CancellationToken cancellationToken)
{
    private const int DeepestHelper = 8;
    private const string MigrationBuilder = "MigrationBuilder";

    private readonly List<MigrationStep> _steps = [];
    private int _depth;

    public IReadOnlyList<MigrationStep> Read(IMethodSymbol method)
    {
        Method(method, new Constants());
        return PackageSettings.Around(_steps);
    }

    public static bool IsBuilder(ITypeSymbol? type) => type is { Name: MigrationBuilder } && SymbolNames.IsNamed(type.ContainingNamespace, "Microsoft.EntityFrameworkCore.Migrations");

    private void Method(IMethodSymbol method, Constants constants)
    {
        if (_depth >= DeepestHelper || source.BodyOf(method, cancellationToken) is not { } body)
        {
            _steps.Add(new UnreadStep());
            return;
        }

        _depth++;
        Walk(body, constants);
        _depth--;
    }

    private void Walk(IOperation body, Constants constants)
    {
        // Depth first in the order of the source, without recursion: statements may nest deeply.
        var open = new Stack<IOperation>();
        open.Push(body);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var operation = open.Pop();
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                    constants.Declare(declarator.Symbol, value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                    constants.Forget(local.Local);
                    break;
                case IInvocationOperation invocation when Handles(invocation, constants):
                    continue;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    continue;
            }

            foreach (var child in operation.ChildOperations.Reverse())
            {
                open.Push(child);
            }
        }
    }

    private bool Handles(IInvocationOperation outermost, Constants constants)
    {
        // b.CreateTable(…).Annotation(…).Annotation(…): the call on the builder is innermost.
        var annotations = new Annotations();
        var call = outermost;
        while (call.TargetMethod.Name is "Annotation" or "OldAnnotation" && Receiver(call) is IInvocationOperation inner)
        {
            annotations.Add(call, constants);
            call = inner;
        }

        if (!IsBuilder(Receiver(call)?.Type) && !call.Arguments.Any(static a => IsBuilder(a.Value.Type)))
        {
            return false;
        }

        if (call.TargetMethod.ContainingType is { Name: MigrationBuilder } || IsPackage(call.TargetMethod))
        {
            var place = Places.Of(call.Syntax);
            foreach (var step in BuilderCalls.Read(new BuilderCall(call, constants), annotations))
            {
                _steps.Add(step with { Place = step.Place.IsNone ? place : step.Place });
            }
        }
        else
        {
            Method(call.TargetMethod.ReducedFrom ?? call.TargetMethod, constants.Into(call));
        }

        return true;
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    private static bool IsPackage(IMethodSymbol method) => method.ContainingType.Name == "ShardSafetyMigrationBuilderExtensions";
}
