using System.Collections;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Takes out states that no reading has any more. Those that are written meanwhile are left alone; an unused one never comes into use again, since
/// whoever writes a reading takes the state of one that is there, or a new one.
/// </summary>
sealed class StateSweep(SqliteConnection connection)
{
    /// <summary>So many states are looked at in a few milliseconds.</summary>
    const int Most = 2000;

    public IEnumerable<long> Pieces()
    {
        var newest = connection.ExecuteScalar<long?>("SELECT max(id) FROM states") ?? 0;
        var used = new BitArray(checked((int)newest + 1));
        for (var subject = Next(0); subject is not null; subject = Next(subject.Value))
        {
            foreach (var state in connection.Query<long>("SELECT DISTINCT state_id FROM readings WHERE subject_id = @subject AND state_id <= @newest", new { subject, newest }))
                used[(int)state] = true;
            yield return 0;
        }
        for (var after = 0L; after < newest; after += Most)
        {
            var unused = connection.Query<long>("SELECT id FROM states WHERE id > @after AND id <= min(@after + @Most, @newest)", new { after, Most, newest }).Where(id => !used[(int)id]).ToList();
            yield return connection.Execute("DELETE FROM states WHERE id IN (SELECT value FROM json_each(@ids))", new { ids = JsonSerializer.Serialize(unused) });
        }
    }

    long? Next(long after) => connection.ExecuteScalar<long?>("SELECT min(id) FROM subjects WHERE id > @after", new { after });
}
