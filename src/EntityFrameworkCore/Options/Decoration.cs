using System;
using System.Linq;
using Microsoft.Extensions.DependencyInjection;

namespace ShardSafety.EntityFrameworkCore.Options;

/// <summary>Replaces a service by one that wraps it.</summary>
internal static class Decoration
{
    public static void Decorate<TService>(IServiceCollection services, Func<IServiceProvider, TService, TService> wrap)
        where TService : class
    {
        var inner = services.Last(static d => d.ServiceType == typeof(TService));
        services.Remove(inner);
        services.Add(new ServiceDescriptor(typeof(TService), provider => wrap(provider, (TService)Create(provider, inner)), inner.Lifetime));
    }

    private static object Create(IServiceProvider provider, ServiceDescriptor descriptor) =>
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);
}
