using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ShardSafety.EntityFrameworkCore.PlanGuard;

/// <summary>Looks at each command before it runs. Not registered unless it is asked for, so that it costs nothing otherwise.</summary>
internal sealed class PlanGuardInterceptor(PlanGuardOptions options) : DbCommandInterceptor
{
    /// <summary>Where each command was made: when it runs, an asynchronous caller is no longer on the stack.</summary>
    private readonly ConditionalWeakTable<DbCommand, string> _sites = [];

    public override DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        if (CallSite.Find() is { } site)
        {
            _sites.AddOrUpdate(result, site);
        }

        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Guard(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Guard(command, eventData);
        return new ValueTask<InterceptionResult<DbDataReader>>(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Guard(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Guard(command, eventData);
        return new ValueTask<InterceptionResult<object>>(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Guard(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Guard(command, eventData);
        return new ValueTask<InterceptionResult<int>>(result);
    }

    private void Guard(DbCommand command, CommandEventData eventData)
    {
        // Migrations change tables; what they run is judged by rules of their own.
        if (eventData.CommandSource == CommandSource.Migrations)
        {
            return;
        }

        foreach (var finding in PlanExplainer.Explain(command, _sites.TryGetValue(command, out var site) ? site : CallSite.Find()))
        {
            if (options.Allows(finding.Plan, finding.Tags))
            {
                continue;
            }

            options.Report?.Invoke(finding);
            if (options.Throws)
            {
                throw new ShardSafetyException(finding.Message);
            }
        }
    }
}
