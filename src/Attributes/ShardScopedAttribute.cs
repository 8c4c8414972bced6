using System;

namespace ShardSafety;

/// <summary>
/// A promise, also across assemblies, that an <c>IQueryable&lt;T&gt;</c> is fixed to one value of its distribution key.
/// Checked where the body is visible.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Parameter)]
public sealed class ShardScopedAttribute : Attribute;
