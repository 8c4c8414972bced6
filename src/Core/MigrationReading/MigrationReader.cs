using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Interpretation;

namespace ShardSafety.Core.MigrationReading;

/// <summary>Reads the classes derived from EF Core's <c>Migration</c>, in the order in which they are applied.</summary>
internal static class MigrationReader
{
    private const string Namespace = "Microsoft.EntityFrameworkCore.Migrations";

    public static IReadOnlyList<MigrationClass> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var migration = compilation.GetTypeByMetadataName(Namespace + ".Migration");
        if (migration is null)
        {
            return [];
        }

        var source = SourceReader.For(compilation);
        return
        [
            .. SourceTypes.Of(compilation.Assembly)
                .Where(type => type is { TypeKind: TypeKind.Class, IsAbstract: false } && ClrTypes.SelfAndBases(type).Skip(1).Any(b => SymbolEqualityComparer.Default.Equals(b, migration)))
                .Select(type => Read(type, source, cancellationToken))
                .OrderBy(static m => m.Context, StringComparer.Ordinal)
                .ThenBy(static m => m.Id, StringComparer.Ordinal),
        ];
    }

    private static MigrationClass Read(INamedTypeSymbol type, SourceReader source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string? context = null;
        var id = type.Name;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "MigrationAttribute", ConstructorArguments: [{ Value: string name }] })
            {
                id = name;
            }
            else if (attribute is { AttributeClass.Name: "DbContextAttribute", ConstructorArguments: [{ Value: INamedTypeSymbol db }] })
            {
                context = ClrTypes.NameOf(db);
            }
        }

        return new MigrationClass(context, id, Places.Of(type))
        {
            Up = Steps(type, "Up", source, cancellationToken),
            Down = Steps(type, "Down", source, cancellationToken),
        };
    }

    private static IReadOnlyList<MigrationStep> Steps(INamedTypeSymbol type, string name, SourceReader source, CancellationToken cancellationToken)
    {
        foreach (var owner in ClrTypes.SelfAndBases(type))
        {
            if (owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(static m => m.Parameters.Length == 1) is { } method)
            {
                return method.IsAbstract || method.DeclaringSyntaxReferences.IsEmpty ? [] : new BodyReader(source, cancellationToken).Read(method);
            }
        }

        return [];
    }
}
