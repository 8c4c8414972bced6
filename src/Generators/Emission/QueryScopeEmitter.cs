using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary><c>query.ForCompany(companyId)</c>.</summary>
internal static class QueryScopeEmitter
{
    public static string Emit(QueryScopeSpec scope)
    {
        var words = ScopeEmitter.Words(scope.Name);
        var parameter = Names.Escape(scope.KeyParameter);
        var writer = CodeWriter.File(scope.Namespace);
        writer.Summary("Queries fixed to one " + words + ".");
        writer.Line(ScopeEmitter.Access(scope.IsPublic) + " static partial class " + scope.ClassName).Open();
        foreach (var entity in scope.Entities)
        {
            var query = "global::System.Linq.IQueryable<" + entity.Type + ">";
            writer.Summary("The rows of one " + words + ".").Parameter("source", "The rows.").Parameter(scope.KeyParameter, "The key.").Returns("The rows with that key.");
            writer.Line("[return: global::ShardSafety.ShardScoped]");
            writer.Line(ScopeEmitter.Access(entity.IsPublic) + " static " + query + " For" + scope.Name + "(this " + query + " source, " + scope.KeyType + " " + parameter + ") =>");
            writer.Line("    global::System.Linq.Queryable.Where(source, row => " + Comparison.Of("row", entity.Key, parameter) + ");").Line();
        }

        return writer.End();
    }
}
