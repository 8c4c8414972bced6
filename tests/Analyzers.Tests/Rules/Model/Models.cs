namespace ShardSafety.Analyzers.Tests.Rules.Model;

/// <summary>What the models of these tests have in common.</summary>
internal static class Models
{
    public const string Usings =
        """
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;

        """;
}
