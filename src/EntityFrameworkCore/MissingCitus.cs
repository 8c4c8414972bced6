namespace ShardSafety.EntityFrameworkCore;

/// <summary>What migrations do on a PostgreSQL that has no Citus extension.</summary>
public enum MissingCitus
{
    /// <summary>The migration fails before its first statement and says what to install. The default.</summary>
    Refuse,

    /// <summary>Tables are created as plain tables, and one notice says so: for development and test databases.</summary>
    Skip,
}
