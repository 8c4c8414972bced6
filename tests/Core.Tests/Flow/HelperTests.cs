namespace ShardSafety.Core.Tests.Flow;

/// <summary>Helpers: what depends on the caller is judged at each call, the rest where it stands.</summary>
public sealed class HelperTests
{
    [Fact]
    public void A_helper_that_is_given_its_source_is_judged_at_the_calls()
    {
        var findings = FlowHarness.Find(
            """
            public static class Code
            {
                public static Task Good(AppDb db, long companyId) => Page(db.Orders.Where(o => o.CompanyId == companyId));
                public static Task Bad(AppDb db) => Page(db.Orders);
                static async Task<int> Page<T>(IQueryable<T> q) { await q.Skip(5).ToListAsync(); return await q.CountAsync(); }
            }
            """);
        findings.Select(f => (f.Helper, f.Plan.Verdict.ToString())).ShouldBe([("Code.Page", "Router"), ("Code.Page", "Fanout")]);
        var text = findings[1].At.SourceTree!.GetText(TestContext.Current.CancellationToken);
        text.ToString(findings[1].At.SourceSpan).ShouldBe("Page");
        text.ToString(findings[1].Related[0].SourceSpan).ShouldBe("ToListAsync");
    }

    [Fact]
    public void A_plain_value_does_not_make_a_helper_depend_on_its_caller() => FlowHarness.Run(
        """
        public static class Code
        {
            public static Task Call(AppDb db, long companyId) => Load(db, companyId, null);
            static Task Load(AppDb db, long companyId, string? name) => db.Orders.Where(o => o.CompanyId == companyId).ToListAsync();
        }
        """).ShouldBe(["Load.ToListAsync: router"]);

    [Fact]
    public void Type_argument_predicate_and_order_decide_at_the_call() => FlowHarness.Run(
        """
        public class Repository<T>(AppDb db) where T : class
        {
            protected DbSet<T> Set => db.Set<T>();
            public Task<List<T>> All() => Set.ToListAsync();
            public Task<List<T>> List(Expression<Func<T, bool>>? where = null, Func<IQueryable<T>, IQueryable<T>>? shape = null)
            {
                IQueryable<T> q = Set;
                if (where != null) q = q.Where(where);
                return (shape is null ? q : shape(q)).ToListAsync();
            }
        }
        public class Orders(AppDb db) : Repository<Order>(db) { public Task<List<Order>> Of(long id) => List(o => o.CompanyId == id); }
        public class Code
        {
            public Task Reference(AppDb db) => new Repository<Plan>(db).All();
            public Task All(AppDb db) => new Repository<Order>(db).All();
            public Task Shaped(AppDb db, long id) => new Repository<Order>(db).List(shape: q => q.Where(o => o.CompanyId == id));
            public Task None(AppDb db) => new Repository<Order>(db).List();
            public Task Inherited(AppDb db) => new Orders(db).All();
        }
        """).ShouldBe(["Of.List: router", "Reference.All: router", "All.All: fanout", "Shaped.List: router", "None.List: fanout", "Inherited.All: fanout"]);

    [Fact]
    public void An_interface_with_one_implementation_is_that_one() => FlowHarness.Run(
        """
        public interface IRepository<T> { IQueryable<T> Query(); Task<List<T>> Find(Expression<Func<T, bool>> where); }
        public class Repository<T> : IRepository<T> where T : class
        {
            private readonly DbSet<T> _set;
            public Repository(AppDb db) { _set = db.Set<T>(); }
            public IQueryable<T> Query() => _set;
            public Task<List<T>> Find(Expression<Func<T, bool>> where) => Query().Where(where).ToListAsync();
        }
        public interface IUnit { IRepository<Order> Orders { get; } }
        public class Unit(AppDb db) : IUnit { IRepository<Order>? _orders; public IRepository<Order> Orders => _orders ??= new Repository<Order>(db); }
        public class Handler(IUnit unit, IRepository<Item> items)
        {
            public Task A(long id) => unit.Orders.Find(o => o.CompanyId == id);
            public Task B() => unit.Orders.Query().ToListAsync();
            public Task C(long id) => items.Query().Where(i => i.CompanyId == id).ToListAsync();
        }
        """).ShouldBe(["A.Find: router", "B.ToListAsync: fanout", "C.ToListAsync: router"]);

    [Fact]
    public void Several_implementations_are_ways() => FlowHarness.Run(
        """
        public interface ISource { IQueryable<Order> Orders(long id); }
        public class Safe(AppDb db) : ISource { public IQueryable<Order> Orders(long id) => db.Orders.Where(o => o.CompanyId == id); }
        public class All(AppDb db) : ISource { public IQueryable<Order> Orders(long id) => db.Orders; }
        public class Handler(ISource source) { public Task Run(long id) => source.Orders(id).ToListAsync(); }
        """).ShouldBe(["Run.ToListAsync: fanout"]);

    [Fact]
    public void Abstract_members_are_those_of_the_known_class() => FlowHarness.Run(
        """
        public abstract class Report(AppDb db)
        {
            protected abstract IQueryable<Order> Filter(IQueryable<Order> q);
            public Task<int> Count() => Filter(db.Orders).CountAsync();
        }
        public class Mine(AppDb db, long id) : Report(db) { protected override IQueryable<Order> Filter(IQueryable<Order> q) => q.Where(o => o.CompanyId == id); }
        public class Paid(AppDb db) : Report(db) { protected override IQueryable<Order> Filter(IQueryable<Order> q) => q.Where(o => o.Paid); }
        public static class Code
        {
            public static Task Good(AppDb db, long id) => new Mine(db, id).Count();
            public static Task Bad(AppDb db) => new Paid(db).Count();
        }
        """).ShouldBe(["Good.Count: router", "Bad.Count: fanout"]);

    [Fact]
    public void Specifications_are_followed() => FlowHarness.Run(
        """
        public abstract class Spec<T> where T : class
        {
            public Expression<Func<T, bool>>? Criteria { get; private set; }
            public List<Expression<Func<T, object>>> Includes { get; } = [];
            protected void Where(Expression<Func<T, bool>> criteria) => Criteria = criteria;
            protected void Include(Expression<Func<T, object>> include) => Includes.Add(include);
        }
        public class OrdersOf : Spec<Order> { public OrdersOf(long id) { Where(o => o.CompanyId == id); Include(o => o.Items); } }
        public class BigOrders : Spec<Order> { public BigOrders(decimal amount) { Where(o => o.Amount > amount); } }
        public class SpecRepository<T>(AppDb db) where T : class
        {
            public Task<List<T>> List(Spec<T> spec)
            {
                IQueryable<T> q = db.Set<T>();
                if (spec.Criteria != null) q = q.Where(spec.Criteria);
                q = spec.Includes.Aggregate(q, (current, include) => current.Include(include));
                return q.ToListAsync();
            }
        }
        public static class Code
        {
            public static Task Good(AppDb db, long id) => new SpecRepository<Order>(db).List(new OrdersOf(id));
            public static Task Bad(AppDb db) => new SpecRepository<Order>(db).List(new BigOrders(5));
        }
        """).ShouldBe(["Good.List: router", "Bad.List: fanout"]);

    [Fact]
    public void What_a_specification_does_not_set_is_not_applied() => FlowHarness.Run(
        """
        public interface ISpec<T> { Expression<Func<T, bool>>? Where { get; } Expression<Func<T, object>>? Include { get; } int? Take { get; } bool Paged { get; } int Size { get; } }
        public abstract class Spec<T>(Expression<Func<T, bool>>? where = null) : ISpec<T>
        {
            public Expression<Func<T, bool>>? Where { get; } = where;
            public Expression<Func<T, object>>? Include { get; protected set; }
            public int? Take { get; private set; }
            public bool Paged { get; private set; }
            public int Size { get; private set; }
            protected void Limit(int take) { Take = take; Size = take; }
            protected void Page(int size) { Size = size; Paged = true; }
        }
        public class Plain(long id) : Spec<Item>(i => i.CompanyId == id);
        public class WithOrder : Spec<Item> { public WithOrder(long id) : base(i => i.CompanyId == id) { Include = i => i.Order; } }
        public class Limited : Spec<Item> { public Limited(long id) : base(i => i.CompanyId == id) { Include = i => i.Order; Limit(5); } }
        public class Paged : Spec<Item> { public Paged(long id) : base(i => i.CompanyId == id) { Include = i => i.Order; Page(5); } }
        public static class Evaluator
        {
            public static IQueryable<T> Apply<T>(IQueryable<T> q, ISpec<T> spec) where T : class
            {
                if (spec.Where is not null) q = q.Where(spec.Where);
                if (spec.Include is not null) q = q.Include(spec.Include);
                if (spec.Take is { } take) q = q.Take(take);
                if (spec.Paged) q = q.Skip(spec.Size).Take(spec.Size);
                return q;
            }
        }
        public class Code(AppDb db)
        {
            public Task A(long id) => Evaluator.Apply(db.Items, new Plain(id)).FirstAsync();
            public Task B(long id) { ISpec<Item> spec = new WithOrder(id); return Evaluator.Apply(db.Items, spec).ToListAsync(); }
            public Task C(long id) => Evaluator.Apply(db.Items, new Limited(id)).ToListAsync();
            public Task D(long id) => Evaluator.Apply(db.Items, new Paged(id)).ToListAsync();
        }
        """).ShouldBe(["A.FirstAsync: router", "B.ToListAsync: router", "C.ToListAsync: recursive", "D.ToListAsync: recursive"]);

    [Fact]
    public void A_repository_that_is_made_on_demand_is_the_one_that_was_made() => FlowHarness.Run(
        """
        public interface IRepository<T> where T : class { Task<List<T>> List(Expression<Func<T, bool>> where); }
        public class Repository<T>(AppDb db) : IRepository<T> where T : class { public Task<List<T>> List(Expression<Func<T, bool>> where) => db.Set<T>().Where(where).ToListAsync(); }
        public class Scoped<T>(AppDb db, long id) : IRepository<T> where T : class, ITenantOwned { public Task<List<T>> List(Expression<Func<T, bool>> where) => db.Set<T>().Where(e => e.CompanyId == id).Where(where).ToListAsync(); }
        public class Unit(AppDb db, long id) { private IRepository<Order>? _orders; public IRepository<Order> Orders => _orders ??= new Scoped<Order>(db, id); }
        public class Code(AppDb db) { public Task A(long id) { var unit = new Unit(db, id); return unit.Orders.List(o => o.Paid); } }
        """).ShouldBe(["A.List: router"]);

    [Fact]
    public void Predicates_joined_in_a_branch_are_both() => FlowHarness.Run(
        """
        public static class Both
        {
            public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right)
            {
                var x = Expression.Parameter(typeof(T), "x");
                return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(new Swap(left.Parameters[0], x).Visit(left.Body), new Swap(right.Parameters[0], x).Visit(right.Body)), x);
            }
            sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor { protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node); }
        }
        public class Code(AppDb db)
        {
            public Task A(long id, bool paid) { Expression<Func<Order, bool>> where = o => o.CompanyId == id; if (paid) where = where.And(o => o.Paid); where = where.And(o => o.Amount > 5); return db.Orders.Where(where).ToListAsync(); }
            public Task B(bool paid) { Expression<Func<Order, bool>> where = o => o.Amount > 1; if (paid) where = where.And(o => o.Paid); where = where.And(o => o.Amount > 5); return db.Orders.Where(where).ToListAsync(); }
        }
        """).ShouldBe(["A.ToListAsync: router", "B.ToListAsync: fanout"]);

    [Fact]
    public void Objects_that_gather_a_query_step_by_step_are_followed() => FlowHarness.Run(
        """
        public class OrderQuery
        {
            private IQueryable<Order> _q;
            public OrderQuery(AppDb db) { _q = db.Orders; }
            public OrderQuery Of(long id) { _q = _q.Where(o => o.CompanyId == id); return this; }
            public OrderQuery Paid() { _q = _q.Where(o => o.Paid); return this; }
            public Task<List<Order>> List() => _q.ToListAsync();
        }
        public static class Code
        {
            public static Task Good(AppDb db, long id) => new OrderQuery(db).Of(id).Paid().List();
            public static Task Bad(AppDb db) => new OrderQuery(db).Paid().List();
            public static Task Steps(AppDb db, long id, bool flag) { var q = new OrderQuery(db); if (flag) q.Of(id); return q.List(); }
        }
        """).ShouldBe(["Good.List: router", "Bad.List: fanout", "Steps.List: fanout"]);

    [Fact]
    public void A_key_from_the_constructor_is_judged_in_the_class() => FlowHarness.Run(
        """
        public class Service(AppDb db, long companyId) { public Task<int> Count() => db.Orders.CountAsync(o => o.CompanyId == companyId); }
        public static class Code { public static Task Call(AppDb db, long id) => new Service(db, id).Count(); }
        """).ShouldBe(["Count.CountAsync: router"]);

    [Fact]
    public void A_query_or_predicate_from_the_constructor_is_judged_at_the_call() => FlowHarness.Run(
        """
        public class Counter(IQueryable<Order> source) { public Task<int> Count() => source.CountAsync(); }
        public class Filtered(AppDb db, Expression<Func<Order, bool>> where) { public Task<int> Count() => db.Orders.CountAsync(where); }
        public static class Code
        {
            public static Task A(AppDb db, long id) => new Counter(db.Orders.Where(o => o.CompanyId == id)).Count();
            public static Task B(AppDb db) => new Counter(db.Orders).Count();
            public static Task C(AppDb db, long id) => new Filtered(db, o => o.CompanyId == id).Count();
        }
        """).ShouldBe(["A.Count: router", "B.Count: fanout", "C.Count: router"]);

    [Fact]
    public void Functions_given_to_runners_are_judged_where_they_are_written() => FlowHarness.Run(
        """
        public static class Code
        {
            public static Task Runner(AppDb db, long id) => Timed(() => db.Orders.Where(o => o.CompanyId == id).ToListAsync());
            public static Task Library(AppDb db) => Task.Run(() => db.Orders.CountAsync());
            public static Func<Task<int>> Later(AppDb db) => () => db.Orders.CountAsync();
            public static Task CallsLater(AppDb db) => Later(db)();
            static async Task<T> Timed<T>(Func<Task<T>> run) => await run();
        }
        """).ShouldBe(["Runner.ToListAsync: router", "Library.CountAsync: fanout", "Later.CountAsync: fanout"]);

    [Fact]
    public void Generic_extensions_over_an_interface_are_followed() => FlowHarness.Run(
        """
        public static class Extensions
        {
            public static IQueryable<T> Scoped<T>(this IQueryable<T> q, long id) where T : ITenantOwned => q.Where(x => x.CompanyId == id);
            public static IQueryable<T> WhereIf<T>(this IQueryable<T> q, bool on, Expression<Func<T, bool>> p) => on ? q.Where(p) : q;
        }
        public static class Code
        {
            public static Task Good(AppDb db, long id, bool paid) => db.Orders.Scoped(id).WhereIf(paid, o => o.Paid).ToListAsync();
            public static Task Optional(AppDb db, long id, bool mine) => db.Orders.WhereIf(mine, o => o.CompanyId == id).ToListAsync();
            public static Task Always(AppDb db, long id) => db.Orders.WhereIf(true, o => o.CompanyId == id).ToListAsync();
        }
        """).ShouldBe(["Good.ToListAsync: router", "Optional.ToListAsync: fanout", "Always.ToListAsync: router"]);

    [Fact]
    public void Lists_of_filters_given_by_the_caller_are_judged_at_the_call() => FlowHarness.Run(
        """
        public interface IFilter { IQueryable<Order> Apply(IQueryable<Order> q); }
        public class Of(long id) : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.CompanyId == id); }
        public class Paid : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.Paid); }
        public static class Code
        {
            static Task<int> Run(AppDb db, IFilter[] filters) { IQueryable<Order> q = db.Orders; foreach (var filter in filters) q = filter.Apply(q); return q.CountAsync(); }
            public static Task Good(AppDb db, long id) => Run(db, [new Of(id), new Paid()]);
            public static Task Bad(AppDb db) => Run(db, [new Paid()]);
        }
        """).ShouldBe(["Good.Run: router", "Bad.Run: fanout"]);

    [Fact]
    public void Recursion_ends() => FlowHarness.Run(
        """
        public static class Code
        {
            public static Task<int> Down(IQueryable<Order> q, int n) => n == 0 ? q.CountAsync() : Down(q.Where(o => o.Amount > n), n - 1);
            public static Task<int> Call(AppDb db, long id) => Down(db.Orders.Where(o => o.CompanyId == id), 3);
            public static IQueryable<Order> Ping(AppDb db, int n) => n == 0 ? db.Orders : Pong(db, n - 1);
            public static IQueryable<Order> Pong(AppDb db, int n) => n == 0 ? db.Orders : Ping(db, n - 1);
            public static Task<int> Count(AppDb db) => Ping(db, 9).CountAsync();
        }
        """).ShouldBe(["Call.Down: router", "Count.CountAsync: fanout"]);

    [Fact]
    public void A_generic_method_keeps_its_type_arguments_whatever_implements_it() => FlowHarness.Run(
        """
        public class Reader<T>(AppDb db) where T : class { public Task<List<T>> All() => db.Set<T>().ToListAsync(); }
        public interface IUnit { Reader<T> Read<T>() where T : class; IQueryable<T> Query<T>() where T : class; }
        public abstract class Half : IUnit { public abstract Reader<TRow> Read<TRow>() where TRow : class; public abstract IQueryable<TRow> Query<TRow>() where TRow : class; }
        public class Unit(AppDb db) : Half { public override Reader<TAny> Read<TAny>() => new(db); public override IQueryable<TAny> Query<TAny>() => db.Set<TAny>(); }
        public class Code(IUnit injected)
        {
            public Task Distributed(AppDb db) { IUnit unit = new Unit(db); return unit.Read<Order>().All(); }
            public Task Reference(AppDb db) { IUnit unit = new Unit(db); return unit.Read<Plan>().All(); }
            public Task Query(long id) => injected.Query<Order>().Where(o => o.CompanyId == id).ToListAsync();
        }
        """).ShouldBe(["Distributed.All: fanout", "Reference.All: router", "Query.ToListAsync: router"]);

    [Fact]
    public void What_is_asked_of_the_base_class_is_the_base_classs_own() => FlowHarness.Run(
        """
        public class Repository<T>(AppDb db) where T : class { public virtual IQueryable<T> Query => db.Set<T>(); public virtual IQueryable<T> Rows() => Query; }
        public class Orders(AppDb db) : Repository<Order>(db)
        {
            public override IQueryable<Order> Query => base.Query.Where(o => o.Paid);
            public override IQueryable<Order> Rows() => base.Rows().Take(3);
        }
        public class Code
        {
            public Task Keyed(AppDb db, long id) { Repository<Order> orders = new Orders(db); return orders.Query.Where(o => o.CompanyId == id).ToListAsync(); }
            public Task All(AppDb db) => new Orders(db).Rows().ToListAsync();
        }
        """).ShouldBe(["Keyed.ToListAsync: router", "All.ToListAsync: fanout"]);

    [Fact]
    public void An_operator_of_the_compilation_is_a_call() => FlowHarness.Run(
        """
        public abstract class Specification<T> where T : class
        {
            public abstract Expression<Func<T, bool>> ToExpression();
            public static Specification<T> operator &(Specification<T> left, Specification<T> right) => new AndSpecification<T>(left, right);
            public static implicit operator Expression<Func<T, bool>>(Specification<T> s) => s.ToExpression();
        }
        public sealed class AndSpecification<T>(Specification<T> left, Specification<T> right) : Specification<T> where T : class
        {
            public override Expression<Func<T, bool>> ToExpression()
            {
                var l = left.ToExpression(); var r = right.ToExpression();
                var p = Expression.Parameter(typeof(T), "x");
                return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor.Replace(l.Parameters[0], p, l.Body), Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor.Replace(r.Parameters[0], p, r.Body)), p);
            }
        }
        public sealed class Owned(long companyId) : Specification<Order> { public override Expression<Func<Order, bool>> ToExpression() => x => x.CompanyId == companyId; }
        public sealed class IsPaid : Specification<Order> { public override Expression<Func<Order, bool>> ToExpression() => x => x.Paid; }
        public class Code
        {
            public Task A(AppDb db, long id) => db.Orders.Where(new Owned(id) & new IsPaid()).ToListAsync();
            public Task B(AppDb db, long id) { Specification<Order> spec = new Owned(id); spec &= new IsPaid(); return db.Orders.Where(spec.ToExpression()).ToListAsync(); }
            public Task C(AppDb db) => db.Orders.Where(new IsPaid() & new IsPaid()).ToListAsync();
        }
        """).ShouldBe(["A.ToListAsync: router", "B.ToListAsync: router", "C.ToListAsync: fanout"]);

    [Fact]
    public void A_static_member_of_a_type_parameter_is_that_of_the_type_it_stands_for() => FlowHarness.Run(
        """
        public interface IProjection<TSource, TResult> { static abstract Expression<Func<TSource, TResult>> Map { get; } static abstract IQueryable<TSource> Only(IQueryable<TSource> q, long id); }
        public sealed class Row : IProjection<Order, Row> { public long Id { get; set; } public int N { get; set; } public static Expression<Func<Order, Row>> Map => o => new() { Id = o.Id, N = o.Items.Count }; public static IQueryable<Order> Only(IQueryable<Order> q, long id) => q.Where(o => o.CompanyId == id); }
        public static class Extensions
        {
            public static IQueryable<TResult> ProjectTo<TSource, TResult>(this IQueryable<TSource> source) where TResult : IProjection<TSource, TResult> => source.Select(TResult.Map);
            public static IQueryable<TSource> Only<TSource, TResult>(this IQueryable<TSource> source, long id) where TResult : IProjection<TSource, TResult> => TResult.Only(source, id);
        }
        public class Code
        {
            public Task A(AppDb db, long id) => db.Orders.ProjectTo<Order, Row>().ToListAsync();
            public Task B(AppDb db, long id) => db.Orders.Only<Order, Row>(id).ToListAsync();
        }
        """).ShouldBe(["A.ToListAsync: fanout", "B.ToListAsync: router"]);

    [Fact]
    public void A_list_of_objects_that_have_nothing_to_do_with_queries_leaves_nothing_to_the_caller() => FlowHarness.Run(
        """
        public class Customer { public long CompanyId { get; set; } public bool IsKept() => CompanyId > 3; }
        public class Code
        {
            public void Run(AppDb db, List<Customer> all) { foreach (var c in all) if (c.IsKept()) db.Orders.Count(o => o.CompanyId == c.CompanyId); }
        }
        """).ShouldBe(["Run.Count: router"]);

    [Theory]
    [InlineData("public class Box { public IQueryable<Order> Rows = null!; public int Number() => 1; }", "new Box { Rows = db.Orders }", "Rows.Count()")]
    [InlineData("public class Box { public IQueryable<Order> Rows { get; set; } = null!; public int Number() => 1; }", "new Box { Rows = db.Orders }", "Rows.Count()")]
    [InlineData("public class Box(IQueryable<Order> rows) { public int Count() => rows.Count(); }", "new Box(db.Orders)", "Count()")]
    [InlineData("public class Box { private readonly Func<int> _count; public Box(IQueryable<Order> rows) { _count = () => rows.Count(); } public int Count() => _count(); }", "new Box(db.Orders)", "Count()")]
    [InlineData("public class Box(AppDb db) { public IQueryable<Order> Rows => db.Orders; }", "new Box(db)", "Rows.Count()")]
    [InlineData("public class Box(AppDb db) { public IQueryable<Order> Rows() => db.Orders; }", "new Box(db)", "Rows().Count()")]
    public void What_a_method_puts_into_an_object_is_found_there(string box, string made, string count) => FlowHarness.Run(
        $$"""
        {{box}}
        public class Holder { public Box Box { get; set; } = null!; public int Number() => 1; }
        public class Code
        {
            static void Fill(Holder holder, AppDb db) { Console.Write(""); Console.Write(""); holder.Box = {{made}}; }
            public int Run(AppDb db) { var holder = new Holder(); Fill(holder, db); return holder.Box.{{count}}; }
        }
        """).Where(l => l.StartsWith("Run", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ShouldBe(["fanout"]);

    [Fact]
    public void Which_rows_it_is_for_a_generic_helper_asks() => FlowHarness.Run(
        """
        public static class Code
        {
            static IQueryable<T> Own<T>(this IQueryable<T> rows, long id) where T : class =>
                typeof(T) == typeof(Order) ? (IQueryable<T>)((IQueryable<Order>)rows).Where(o => o.CompanyId == id) : rows;
            public static int A(AppDb db, long id) => db.Orders.Own(id).Count();
        }
        """).ShouldBe(["A.Count: router"]);

    [Fact]
    public void A_helper_is_given_a_query_in_a_tuple() => FlowHarness.Run(
        """
        public static class Code
        {
            static int Count((IQueryable<Order> Rows, int Page) of) => of.Rows.Skip(of.Page).Count();
            public static int A(AppDb db, long id) => Count((db.Orders.Where(o => o.CompanyId == id), 3));
            public static int B(AppDb db) => Count((db.Orders, 3));
        }
        """).ShouldBe(["A.Count: router", "B.Count: recursive"]);

    [Theory]
    [InlineData("(long id, Filter filter, AppDb db)", "<Own>(services, db, filter, id)")]
    [InlineData("(AppDb db, long id, Filter filter)", "<Own>(services, id, filter, db)")]
    [InlineData("(AppDb db, Filter filter, long id)", "<Own>(services, filter, id)")]
    public void A_container_makes_an_object_of_what_it_is_given_in_any_order(string parameters, string given) => FlowHarness.Run(
        $$"""
        public class Filter { public decimal Least { get; set; } public bool IsOpen() => Least > 0; }
        public class Own{{parameters}} { public IQueryable<Order> All() => db.Orders.Where(o => o.CompanyId == id && o.Amount > filter.Least); }
        public class Code(IServiceProvider services, AppDb db)
        {
            public int A(long id, Filter filter) => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance{{given}}.All()
                .Join(db.Items.Where(i => i.CompanyId == id), o => o.Id, i => i.OrderId, (o, i) => o).Count();
        }
        """).ShouldBe(["A.Count: router"]);

    [Fact]
    public void A_plain_object_that_is_put_in_the_place_of_another_leaves_nothing_to_the_caller() => FlowHarness.Run(
        """
        public class Filter { public long CompanyId { get; set; } public bool IsOpen() => CompanyId > 0; }
        public class Code(AppDb db)
        {
            private Filter _filter = new();
            public void Use(Filter filter) => _filter = filter;
            public int Run() => db.Orders.Count(o => o.CompanyId == _filter.CompanyId);
        }
        """).ShouldBe(["Run.Count: router"]);

    [Theory]
    [InlineData("IQueryable<T> Of<T>() where T : class, ITenantOwned => db.Set<T>().Where(x => x.CompanyId == id); await Of<Order>().ToListAsync();", "router")]
    [InlineData("IQueryable<T> Of<T>() where T : class { return db.Set<T>(); } await Of<Order>().ToListAsync();", "fanout")]
    [InlineData("static IQueryable<T> Of<T>(AppDb db) where T : class => db.Set<T>(); await Of<Plan>(db).ToListAsync(); await Of<Order>(db).ToListAsync();", "router", "fanout")]
    [InlineData("Task<int> Count<T>() where T : class { IQueryable<U> All<U>() where U : class => db.Set<U>(); return All<T>().CountAsync(); } await Count<Order>();", "fanout")]
    public void A_local_function_is_followed_with_its_type_arguments(string statements, params string[] verdicts) =>
        FlowHarness.Find($$"""public class Code { public async Task Run(AppDb db, long id) { {{statements}} } }""").Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe(verdicts);
}
