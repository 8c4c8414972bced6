using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using ShardSafety.EntityFrameworkCore.Marking;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Adds the conventions that are switched on. All run when the model is being finished, in this order, since each builds on the one before.</summary>
internal sealed class ShardConventionPlugin(IDbContextOptions contextOptions, ICurrentDbContext current) : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        var context = current.Context.GetType();
        var options = contextOptions.FindExtension<ShardSafetyOptionsExtension>()!.Options;
        var schemaSharded = options.SchemaSharded || context.IsDefined(typeof(SchemaShardedAttribute), inherit: true);
        if (options.TenantSchema is { } schema)
        {
            conventionSet.ModelInitializedConventions.Add(new TenantSchemaConvention(schema(current.Context)));
        }

        var finishing = new FinishingConventions();
        if (!context.IsDefined(typeof(NotShardedAttribute), inherit: true))
        {
            var marks = new MarkReader(context.Assembly);
            finishing.Steps.Add(new MarkConvention(marks, schemaSharded).Apply);
            if (options.KeyFirst)
            {
                finishing.Steps.Add(KeyFirstConvention.Apply);
            }

            if (options.CompleteForeignKeys)
            {
                finishing.Steps.Add(CompleteForeignKeysConvention.Apply);
            }

            finishing.Steps.Add(ImplicitTableConvention.Apply);
            if (options.TenantFilter is { } filter)
            {
                finishing.Steps.Add(new TenantFilterConvention(filter, marks).Apply);
            }
        }

        // Before the provider's own: they look at keys and columns, which these may change.
        conventionSet.ModelFinalizingConventions.Insert(0, finishing);
        return conventionSet;
    }
}
