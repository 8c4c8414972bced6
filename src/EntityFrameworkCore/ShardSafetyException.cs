using System;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Distribution was asked for that Citus refuses, or a command's plan is not allowed.</summary>
public sealed class ShardSafetyException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is refused, and what to do.</param>
    public ShardSafetyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is refused, and what to do.</param>
    /// <param name="inner">What the database said.</param>
    public ShardSafetyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
