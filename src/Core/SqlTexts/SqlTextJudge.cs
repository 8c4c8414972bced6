using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.Core.SqlTexts.Sites;

namespace ShardSafety.Core.SqlTexts;

/// <summary>Judges the SQL texts of a compilation where they are sent.</summary>
internal sealed class SqlTextJudge(Compilation compilation, PlannerOptions options)
{
    /// <summary>What runs at a place: one finding for each statement of each text it may have; none where it is no place of SQL, or of a database without Citus.</summary>
    public IEnumerable<QueryFinding> Judge(IOperation operation, CancellationToken cancellationToken)
    {
        if (SqlSites.Find(operation) is not { } site)
        {
            yield break;
        }

        var model = ModelReader.Read(compilation, cancellationToken);
        var context = ContextOf(site.Context, model);
        if (context is { NotSharded: true })
        {
            yield break;
        }

        var catalog = new ModelCatalog(model, context);
        foreach (var text in new SqlTextReader(compilation, cancellationToken).Read(site.Text))
        {
            foreach (var finding in Judge(site, site.IsDapper ? DapperLists.WriteOut(text) : text, catalog))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<QueryFinding> Judge(SqlSite site, SqlText text, ICatalog catalog)
    {
        if (text.UnknownReason is { } reason)
        {
            yield return new QueryFinding(site.Place, new Plan(Verdict.Unknown, ShardReach.None, reason) { Cause = PlanCause.Unreadable })
            {
                Subject = SqlTextReader.Shorten(site.Text.Syntax.ToString()),
                Path = text.Path,
                IsSaidElsewhere = site.IsMigrationStep,
            };
            yield break;
        }

        var values = new SqlValues(text, site.Parameters);
        foreach (var statement in SqlReader.Read(text.Text, new SqlReaderOptions { FindTable = catalog.Find, ResolveParameter = values.Resolve }))
        {
            // What defines or controls has no plan: the migration rules look at it.
            if (statement.Kind is StatementKind.Ddl or StatementKind.TransactionControl || (statement.Kind == StatementKind.Other && statement.Unreadable.IsEmpty))
            {
                continue;
            }

            var plan = ShardPlanner.Plan(statement, catalog, options);
            var fault = PlaceOf(plan.At, text, site);
            yield return new QueryFinding(site.Place, plan)
            {
                Kind = IsWrite(statement) ? FindingKind.Write : FindingKind.Query,
                Subject = Subject(text.Text, statement),
                Fault = fault is not null && fault.SourceTree == site.Place.SourceTree ? fault : null,
                Related = fault is not null && fault.SourceTree != site.Place.SourceTree ? ImmutableArray.Create(fault) : ImmutableArray<Location>.Empty,
                Path = text.Path,
            };
        }
    }

    private static Location? PlaceOf(Origin at, SqlText text, SqlSite site) =>
        at.IsNone ? null : text.LocationOf(at.Start, at.Length) ?? site.Text.Syntax.GetLocation();

    private static bool IsWrite(Statement statement) =>
        statement.Kind is StatementKind.Truncate or StatementKind.Copy
        || statement.Query is { Command: not CommandKind.Select }
        || (statement.Query is { } query && query.With.Any(static item => item.Query.Command != CommandKind.Select));

    private static string Subject(string text, Statement statement)
    {
        var start = statement.Query is { At.IsNone: false } query && query.At.Start < text.Length ? query.At.Start : 0;
        return SqlTextReader.Shorten(text.Substring(start).TrimStart());
    }

    private static ContextModel? ContextOf(ITypeSymbol? type, ShardModel model)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            var name = at.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
            if (model.Contexts.FirstOrDefault(context => context.TypeName == name || context.TypeName.Replace('+', '.') == name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
