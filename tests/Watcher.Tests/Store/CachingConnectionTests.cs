using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class CachingConnectionTests : IDisposable
{
    readonly CachingConnection connection = new("Data Source=:memory:");
    readonly List<string> parsed = [];

    public CachingConnectionTests()
    {
        connection.Open();
        connection.Execute("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two')");
        raw.sqlite3_set_authorizer(connection.Handle, (_, action, first, _, _, _) =>
        {
            if (action == raw.SQLITE_SELECT) parsed.Add(first ?? "");
            return raw.SQLITE_OK;
        }, null);
    }

    public void Dispose() => connection.Dispose();

    [Fact]
    public void A_statement_is_parsed_once_however_often_it_runs()
    {
        for (var a = 1; a <= 3; a++) connection.QuerySingleOrDefault<string>("SELECT b FROM t WHERE a = @a", new { a });
        Assert.Single(parsed);
    }

    [Fact]
    public void Each_run_has_its_own_parameters()
    {
        Assert.Equal(["one", "two"], new[] { 1, 2 }.Select(a => connection.QuerySingle<string>("SELECT b FROM t WHERE a = @a", new { a })));
        Assert.Throws<InvalidOperationException>(() => connection.QuerySingle<string>("SELECT b FROM t WHERE a = @a"));
    }

    [Fact]
    public void A_statement_may_run_while_the_same_one_is_being_read()
    {
        const string Sql = "SELECT b FROM t ORDER BY a";
        var pairs = connection.Query<string>(Sql, buffered: false).SelectMany(outer => connection.Query<string>(Sql).Select(inner => outer + inner));
        Assert.Equal(["oneone", "onetwo", "twoone", "twotwo"], pairs);
    }

    [Fact]
    public void Lists_of_any_length_find_their_rows()
    {
        foreach (var wanted in new long[][] { [1], [1, 2], [2], [] })
            Assert.Equal(wanted, connection.Query<long>("SELECT a FROM t WHERE a IN @wanted ORDER BY a", new { wanted }));
    }

    [Fact]
    public void A_statement_that_failed_runs_again()
    {
        connection.Execute("CREATE UNIQUE INDEX one ON t (a)");
        const string Sql = "INSERT INTO t VALUES (@a, 'more')";
        Assert.Throws<SqliteException>(() => connection.Execute(Sql, new { a = 1 }));
        Assert.Equal(1, connection.Execute(Sql, new { a = 3 }));
    }

    [Fact]
    public void A_statement_outlives_the_transaction_it_ran_in_first_and_a_change_of_its_table()
    {
        const string Sql = "SELECT count(*) FROM t";
        using (connection.BeginTransaction()) Assert.Equal(2, connection.ExecuteScalar<long>(Sql));
        connection.Execute("ALTER TABLE t ADD COLUMN c");
        connection.Execute("DELETE FROM t WHERE a = 1");
        Assert.Equal(1, connection.ExecuteScalar<long>(Sql));
    }
}
