using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using Microsoft.CodeAnalysis.Text;

namespace ShardSafety.Core.SqlTexts.Sites;

/// <summary>Recognises the methods of EF Core, Dapper, ADO.NET and Npgsql that take SQL. What starts a LINQ query from SQL (<c>FromSql</c>, <c>SqlQuery</c>) is LINQ's.</summary>
internal static class SqlSites
{
    /// <summary>Whether an operation may be one of them: a look at names only, since every call of the code is asked about.</summary>
    public static bool MayBe(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingType?.Name is "RelationalDatabaseFacadeExtensions" or "MigrationBuilder" or "SqlMapper" or "NpgsqlDataSource",
        IObjectCreationOperation creation => creation.Type?.Name is "NpgsqlCommand" or "NpgsqlBatchCommand" or "CommandDefinition",
        ISimpleAssignmentOperation assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "CommandText" },
        _ => false,
    };

    public static SqlSite? Find(IOperation operation) => operation switch
    {
        IInvocationOperation call => OfCall(call),
        IObjectCreationOperation creation => OfCreation(creation),
        ISimpleAssignmentOperation assignment => OfAssignment(assignment),
        _ => null,
    };

    private static SqlSite? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.ContainingType?.Name)
        {
            case "RelationalDatabaseFacadeExtensions" when method.Name.StartsWith("ExecuteSql", System.StringComparison.Ordinal) && IsIn(method, "Microsoft.EntityFrameworkCore"):
                return Site(call, "sql", "parameters", ContextOf(Argument(call, "databaseFacade")));
            case "MigrationBuilder" when method.Name == "Sql" && IsIn(method, "Microsoft.EntityFrameworkCore.Migrations"):
                return Site(call, "sql", null, null) is { } step ? step with { IsMigrationStep = IsInMigration(call) } : null;
            case "SqlMapper" when IsIn(method, "Dapper") && !IsStoredProcedure(call) && IsForPostgres(Argument(call, "cnn")):
                return Site(call, "sql", "param", ContextOf(Argument(call, "cnn"))) is { } dapper ? dapper with { IsDapper = true } : null;
            case "NpgsqlDataSource" when method.Name == "CreateCommand" && IsIn(method, "Npgsql"):
                return Site(call, "commandText", null, null);
            default:
                return null;
        }
    }

    private static SqlSite? OfCreation(IObjectCreationOperation creation) => creation.Type?.Name switch
    {
        "NpgsqlCommand" or "NpgsqlBatchCommand" when IsIn(creation.Type, "Npgsql") => Site(creation, creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "cmdText" or "commandText")),
        "CommandDefinition" when IsIn(creation.Type, "Dapper") && !HasStoredProcedure(creation.Arguments) =>
            Site(creation, creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "commandText"), creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "parameters")) is { } dapper ? dapper with { IsDapper = true } : null,
        _ => null,
    };

    /// <summary><c>command.CommandText = …</c>, also in an object initialiser.</summary>
    private static SqlSite? OfAssignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property.Name: "CommandText" } target || !IsCommand(target.Instance?.Type))
        {
            return null;
        }

        return new SqlSite(assignment, assignment.Value) { Place = assignment.Value.Syntax.GetLocation() };
    }

    private static SqlSite? Site(IInvocationOperation call, string text, string? parameters, ITypeSymbol? context) =>
        Argument(call, text) is { } value
            ? new SqlSite(call, value) { Parameters = parameters is null ? null : Argument(call, parameters), Context = context, Place = PlaceOf(call) }
            : null;

    private static SqlSite? Site(IObjectCreationOperation creation, IArgumentOperation? text, IArgumentOperation? parameters = null) =>
        text is { ArgumentKind: ArgumentKind.Explicit } ? new SqlSite(creation, text.Value) { Parameters = parameters?.Value, Place = creation.Syntax.GetLocation() } : null;

    private static IOperation? Argument(IInvocationOperation call, string name)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The method's name and its arguments, which is where an editor's reader looks.</summary>
    private static Location PlaceOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } invocation
            ? Location.Create(invocation.SyntaxTree, TextSpan.FromBounds(access.Name.SpanStart, invocation.Span.End))
            : call.Syntax.GetLocation();

    /// <summary>The type of <c>db</c> in <c>db.Database</c> and <c>db.Database.GetDbConnection()</c>.</summary>
    private static ITypeSymbol? ContextOf(IOperation? operation)
    {
        while (true)
        {
            switch (SqlTextReader.Unwrap(operation))
            {
                case IPropertyReferenceOperation { Property.Name: "Database" } database:
                    return database.Instance?.Type;
                case IInvocationOperation { TargetMethod.Name: "GetDbConnection" } call when !call.Arguments.IsEmpty:
                    operation = call.Arguments[0].Value;
                    break;
                case ILocalReferenceOperation local when Declaration(local) is { } value:
                    operation = value;
                    break;
                default:
                    return null;
            }
        }
    }

    private static IOperation? Declaration(ILocalReferenceOperation local)
    {
        IOperation root = local;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var declarator = root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(found => SymbolEqualityComparer.Default.Equals(found.Symbol, local.Local));
        var value = declarator?.Initializer?.Value;
        return value is null || value.DescendantsAndSelf().Any(found => ReferenceEquals(found, local)) ? null : value;
    }

    /// <summary>Not where the code itself says that the connection is another database's.</summary>
    private static bool IsForPostgres(IOperation? connection)
    {
        var type = SqlTextReader.Unwrap(connection)?.Type;
        return type is null || type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter || type.IsAbstract || IsIn(type, "Npgsql");
    }

    private static bool IsCommand(ITypeSymbol? type) =>
        type is not null && (IsIn(type, "Npgsql") || (type.Name is "DbCommand" or "DbBatchCommand" or "IDbCommand" && (IsIn(type, "System.Data") || IsIn(type, "System.Data.Common"))));

    /// <summary>Whether the code stands in a class of migrations; in a helper elsewhere nobody knows whether one calls it.</summary>
    private static bool IsInMigration(IInvocationOperation call)
    {
        for (var type = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var at = type.BaseType; at is not null; at = at.BaseType)
            {
                if (at.Name == "Migration" && IsIn(at, "Microsoft.EntityFrameworkCore.Migrations"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsStoredProcedure(IInvocationOperation call) => HasStoredProcedure(call.Arguments);

    /// <summary><c>CommandType.StoredProcedure</c>: the text is a name.</summary>
    private static bool HasStoredProcedure(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Any(static argument => argument.Parameter?.Name == "commandType" && SqlTextReader.Unwrap(argument.Value)?.ConstantValue is { HasValue: true, Value: int and not 1 });

    private static bool IsIn(ISymbol symbol, string space) => SymbolNames.IsNamed(symbol.ContainingNamespace, space);
}
