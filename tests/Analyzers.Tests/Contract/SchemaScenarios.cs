namespace ShardSafety.Analyzers.Tests.Contract;

/// <summary>The scenarios of <c>schema-verdicts.json</c> as EF Core models. Beside each stand the tables of its preamble, <c>t</c> (distributed) and <c>r</c> (reference).</summary>
internal static class SchemaScenarios
{
    /// <summary>Types, statements of OnModelCreating.</summary>
    public static readonly IReadOnlyDictionary<string, (string Types, string Model)> Expressible = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["pk/includes_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["pk/key_last"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.id, u.tid });"),
        ["pk/omits_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => u.id);"),
        ["pk/none"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasNoKey();"),
        ["unique/includes_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string email { get; set; } = ""; }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasAlternateKey(u => new { u.tid, u.email });"),
        ["unique/omits_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string email { get; set; } = ""; }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasAlternateKey(u => u.email);"),
        ["unique_index/omits_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string? email { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasIndex(u => u.email).IsUnique();"),
        ["unique_index/key_only_in_include"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string? email { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasIndex(u => u.email).IsUnique().IncludeProperties(u => u.tid);"),
        ["unique_index/partial_omits_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string? email { get; set; } public bool gone { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasIndex(u => u.email).IsUnique().HasFilter("not gone");
            """),
        ["unique_index/partial_with_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string? email { get; set; } public bool gone { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasIndex(u => new { u.tid, u.email }).IsUnique().HasFilter("not gone");
            """),
        ["index/non_unique_omits_key"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } public string? email { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasIndex(u => u.email);"),
        ["unique/reference_table"] = (
            """
            [ReferenceTable, Table("u")]
            public class U { public long id { get; set; } public string email { get; set; } = ""; }
            """,
            "b.Entity<U>().HasAlternateKey(u => u.email);"),
        ["fk/dist_to_dist_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.pid }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid });"),
        ["fk/dist_to_dist_key_other_ordinal"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.id, p.tid }); b.Entity<C>().HasKey(c => new { c.tid, c.pid }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.pid, c.tid });"),
        ["fk/dist_to_dist_key_misaligned"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.pid }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.pid, c.tid });"),
        ["fk/dist_to_dist_without_key"] = (
            """
            [DistributedBy("id"), Table("p2")]
            public class P { public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.pid }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => c.pid);"),
        ["fk/dist_to_root_on_key"] = (
            """
            [DistributedBy("tid", ColocateWith = typeof(T)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public T? root { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.root).WithMany().HasForeignKey(c => c.tid);"),
        ["fk/dist_to_dist_not_colocated"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid"), Table("c")]
            public class C { public long tid { get; set; } public long pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.pid }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid });"),
        ["fk/dist_to_reference"] = (
            """
            [DistributedBy("tid"), Table("c")]
            public class C { public long tid { get; set; } public long rid { get; set; } public R? r { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.rid }); b.Entity<C>().HasOne(c => c.r).WithMany().HasForeignKey(c => c.rid);"),
        ["fk/dist_to_local"] = (
            """
            [LocalTable, Table("l")]
            public class L { public long id { get; set; } }
            [DistributedBy("tid"), Table("c")]
            public class C { public long tid { get; set; } public long lid { get; set; } public L? l { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.lid }); b.Entity<C>().HasOne(c => c.l).WithMany().HasForeignKey(c => c.lid);"),
        ["fk/reference_to_dist"] = (
            """
            [ReferenceTable, Table("x2")]
            public class X2 { public long id { get; set; } public long tid { get; set; } public T? to { get; set; } }
            """,
            "b.Entity<X2>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.tid);"),
        ["fk/reference_to_reference"] = (
            """
            [ReferenceTable, Table("x2")]
            public class X2 { public long id { get; set; } public long rid { get; set; } public R? to { get; set; } }
            """,
            "b.Entity<X2>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.rid);"),
        ["fk/reference_to_local"] = (
            """
            [LocalTable, Table("l")]
            public class L { public long id { get; set; } }
            [ReferenceTable, Table("x2")]
            public class X2 { public long id { get; set; } public long lid { get; set; } public L? to { get; set; } }
            """,
            "b.Entity<X2>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.lid).OnDelete(DeleteBehavior.NoAction);"),
        ["fk/reference_to_local_cascade"] = (
            """
            [LocalTable, Table("l")]
            public class L { public long id { get; set; } }
            [ReferenceTable, Table("x2")]
            public class X2 { public long id { get; set; } public long lid { get; set; } public L? to { get; set; } }
            """,
            "b.Entity<X2>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.lid);"),
        ["fk/local_to_dist"] = (
            """
            [LocalTable, Table("l")]
            public class L { public long id { get; set; } public long tid { get; set; } public T? to { get; set; } }
            """,
            "b.Entity<L>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.tid);"),
        ["fk/local_to_reference"] = (
            """
            [LocalTable, Table("l")]
            public class L { public long id { get; set; } public long rid { get; set; } public R? to { get; set; } }
            """,
            "b.Entity<L>().HasOne(x => x.to).WithMany().HasForeignKey(x => x.rid);"),
        ["fk/self_with_key"] = (
            """
            [DistributedBy("tid"), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? parent { get; set; } public C? up { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.up).WithMany().HasForeignKey(c => new { c.tid, c.parent });"),
        ["fk/on_delete_cascade_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid }).OnDelete(DeleteBehavior.Cascade);"),
        ["fk/on_delete_set_null_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid }).OnDelete(DeleteBehavior.SetNull);"),
        ["fk/on_delete_restrict_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid }).OnDelete(DeleteBehavior.Restrict);"),
        ["fk/on_delete_no_action_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid }).OnDelete(DeleteBehavior.NoAction);"),
        ["fk/on_update_no_action_with_key"] = (
            """
            [DistributedBy("tid"), Table("p")]
            public class P { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(P)), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? pid { get; set; } public P? parent { get; set; } }
            """,
            "b.Entity<P>().HasKey(p => new { p.tid, p.id }); b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.parent).WithMany().HasForeignKey(c => new { c.tid, c.pid });"),
        ["fk/on_delete_set_null_to_reference"] = (
            """
            [DistributedBy("tid"), Table("c")]
            public class C { public long tid { get; set; } public long id { get; set; } public long? rid { get; set; } public R? r { get; set; } }
            """,
            "b.Entity<C>().HasKey(c => new { c.tid, c.id }); b.Entity<C>().HasOne(c => c.r).WithMany().HasForeignKey(c => c.rid).OnDelete(DeleteBehavior.SetNull);"),
        ["key_type/bigint"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/int"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public int tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/smallint"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public short tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/uuid"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public Guid tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/text"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/varchar(20)"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasMaxLength(20);"),
        ["key_type/char(5)"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; public long id { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasColumnType("char(5)");
            """),
        ["key_type/citext"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; public long id { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasColumnType("citext");
            """),
        ["key_type/boolean"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public bool tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/numeric"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public decimal tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/numeric(10,2)"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public decimal tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasPrecision(10, 2);"),
        ["key_type/real"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public float tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/double_precision"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public double tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/date"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public DateOnly tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/timestamptz"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public DateTime tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/interval"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public TimeSpan tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/json"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("json");
            """),
        ["key_type/jsonb"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("jsonb");
            """),
        ["key_type/bytea"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public byte[] tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/inet"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public System.Net.IPAddress tid { get; set; } = default!; public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key_type/int[]"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public int[] tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("integer[]");
            """),
        ["key_type/point"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public NpgsqlTypes.NpgsqlPoint tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("point");
            """),
        ["key_type/xml"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public string tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("xml");
            """),
        ["key_type/bit(3)"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public System.Collections.BitArray tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("bit(3)");
            """),
        ["key_type/money"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public decimal tid { get; set; } = default!; }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasColumnType("money");
            """),
        ["key_type/enum"] = (
            """
            public enum Mood { a, b }
            [DistributedBy("tid"), Table("u")]
            public class U { public Mood tid { get; set; } public long id { get; set; } }
            """,
            """
            b.HasPostgresEnum<Mood>(); b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasColumnType("mood");
            """),
        ["key_type/domain"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } = default!; public long id { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasColumnType("tenant_id");
            """),
        ["key/nullable"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long? tid { get; set; } public int v { get; set; } }
            """,
            "b.Entity<U>().HasNoKey();"),
        ["key/generated_stored"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long a { get; set; } public long tid { get; set; } }
            """,
            """
            b.Entity<U>().HasNoKey(); b.Entity<U>().Property(u => u.tid).HasComputedColumnSql("a * 2", stored: true);
            """),
        ["key/identity"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public int v { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => u.tid);"),
        ["key/bigserial"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public int v { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => u.tid); b.Entity<U>().Property(u => u.tid).UseSerialColumn();"),
        ["key/serial"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public int tid { get; set; } public int v { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => u.tid); b.Entity<U>().Property(u => u.tid).UseSerialColumn();"),
        ["key/default_gen_random_uuid"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public Guid tid { get; set; } public int v { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => u.tid); b.Entity<U>().Property(u => u.tid).HasDefaultValueSql("gen_random_uuid()");
            """),
        ["key/missing_column"] = (
            """
            [DistributedBy("nope"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["key/composite"] = (
            """
            [DistributedBy("a,b"), Table("u")]
            public class U { public long a { get; set; } public long b { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.a, u.b });"),
        ["key/no_key_single_shard"] = (
            """
            [SingleShardTable, Table("u")]
            public class U { public long a { get; set; } public long b { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => u.a);"),
        ["column/identity_bigint"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.id).UseIdentityByDefaultColumn();"),
        ["column/identity_int"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public int id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.id).UseIdentityByDefaultColumn();"),
        ["column/identity_smallint"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public short id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.id).UseIdentityByDefaultColumn();"),
        ["column/serial_int"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public int id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.id).UseSerialColumn();"),
        ["table/trigger_before_distribution"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().ToTable("u", t => t.HasTrigger("trg"));
            """),
        ["table/partitioned"] = (
            """
            [DistributedBy("tid"), PartitionedBy("at"), Table("ev")]
            public class Ev { public long tid { get; set; } public long id { get; set; } public DateTime at { get; set; } }
            """,
            "b.Entity<Ev>().HasKey(e => new { e.tid, e.at });"),
        ["table/partitioned_create_time_partitions"] = (
            """
            [DistributedBy("tid"), PartitionedBy("at", Every = PartitionInterval.Month), Table("ev")]
            public class Ev { public long tid { get; set; } public long id { get; set; } public DateTime at { get; set; } }
            """,
            "b.Entity<Ev>().HasKey(e => new { e.tid, e.at });"),
        ["table/partitioned_pk_without_partition_column"] = (
            """
            [DistributedBy("tid"), PartitionedBy("at"), Table("ev")]
            public class Ev { public long tid { get; set; } public long id { get; set; } public DateTime at { get; set; } }
            """,
            "b.Entity<Ev>().HasKey(e => new { e.tid, e.id });"),
        ["table/partitioned_reference"] = (
            """
            [ReferenceTable, PartitionedBy("at"), Table("ev")]
            public class Ev { public long id { get; set; } public DateTime at { get; set; } }
            """,
            "b.Entity<Ev>().HasNoKey();"),
        ["table/view"] = (
            """
            [DistributedBy("id")]
            public class V { public long id { get; set; } }
            """,
            """
            b.Entity<V>().ToView("v");
            """),
        ["colocation/type_mismatch_explicit"] = (
            """
            [DistributedBy("tid", ColocateWith = typeof(T)), Table("u")]
            public class U { public int tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/type_mismatch_default"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public int tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/same_type_default"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/text_vs_varchar"] = (
            """
            [DistributedBy("tid"), Table("u0")]
            public class U0 { public string tid { get; set; } = ""; public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(U0)), Table("u")]
            public class U { public string tid { get; set; } = ""; public long id { get; set; } }
            """,
            "b.Entity<U0>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().Property(u => u.tid).HasMaxLength(20);"),
        ["colocation/with_reference_table"] = (
            """
            [DistributedBy("tid", ColocateWith = typeof(R)), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/with_undistributed_table"] = (
            """
            [Table("u0")]
            public class U0 { public long tid { get; set; } public long id { get; set; } }
            [DistributedBy("tid", ColocateWith = typeof(U0)), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U0>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/shard_count_and_colocate_with"] = (
            """
            [DistributedBy("tid", ColocateWith = typeof(T), ShardCount = 8), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["colocation/shard_count"] = (
            """
            [DistributedBy("tid", ShardCount = 8), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["schema_sharding/create"] = (
            """
            public class U { public int id { get; set; } public string email { get; set; } = ""; }
            [SchemaSharded]
            public class TenantDb : DbContext
            {
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.HasDefaultSchema("tenant_a"); b.Entity<U>().HasAlternateKey(u => u.email);
                }
            }
            """,
            ""),
        ["schema_sharding/fk_across_schemas"] = (
            """
            public class U { public int id { get; set; } }
            public class V { public int id { get; set; } public int uid { get; set; } public U? u { get; set; } }
            [SchemaSharded]
            public class TenantDb : DbContext
            {
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<U>().ToTable("u", "tenant_c"); b.Entity<V>().ToTable("v", "tenant_d"); b.Entity<V>().HasOne(v => v.u).WithMany().HasForeignKey(v => v.uid);
                }
            }
            """,
            ""),
        ["schema_sharding/fk_to_reference"] = (
            """
            public class U { public int id { get; set; } public long rid { get; set; } public R? r { get; set; } }
            [SchemaSharded]
            public class TenantDb : DbContext
            {
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.HasDefaultSchema("tenant_e"); b.Entity<R>().ToTable("r", "public"); b.Entity<U>().HasOne(u => u.r).WithMany().HasForeignKey(u => u.rid);
                }
            }
            """,
            ""),
        ["schema_sharding/distribute_public"] = (
            """
            public class U { public int id { get; set; } }
            [SchemaSharded]
            public class TenantDb : DbContext
            {
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<U>();
                }
            }
            """,
            ""),
        ["name/longest_table_name"] = (
            """
            [DistributedBy("tid"), Table("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
        ["name/long_constraint"] = (
            """
            [DistributedBy("tid"), Table("u")]
            public class U { public long tid { get; set; } public long id { get; set; } }
            """,
            """
            b.Entity<U>().HasKey(u => new { u.tid, u.id }); b.Entity<U>().ToTable("u", t => t.HasCheckConstraint("ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "tid > 0"));
            """),
        ["name/quoted"] = (
            """
            [DistributedBy("tid"), Table("My \"odd\" Table")]
            public class U { [Column("Tenant Id")] public long tid { get; set; } public long id { get; set; } }
            """,
            "b.Entity<U>().HasKey(u => new { u.tid, u.id });"),
    };
}
