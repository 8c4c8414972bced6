using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Runs the switched-on conventions, once the user's configuration is complete.</summary>
internal sealed class FinishingConventions : IModelFinalizingConvention
{
    public List<Action<IConventionModelBuilder>> Steps { get; } = [];

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var step in Steps)
        {
            step(modelBuilder);
        }
    }
}
