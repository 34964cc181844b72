using System.Collections.Immutable;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Stores what subjects have when it changes, and knows what each had last: also after a restart.</summary>
sealed class StateWriter(SqliteConnection connection, FactsJson json) : IDisposable
{
    readonly Dictionary<long, State> last = [];
    readonly Statement store = new(connection, "INSERT INTO states (subject_id, facts) VALUES (@0, @1) RETURNING id", 2);
    readonly Statement remove = new(connection, "DELETE FROM states WHERE id = @0", 1);

    sealed record State(long Id, ImmutableArray<OwnPosition> Facts);

    public void Forget() => last.Clear();

    /// <summary>The state's id, and whether it was written for this reading.</summary>
    public (long Id, bool IsNew) Store(long subject, long time, ImmutableArray<OwnPosition> facts)
    {
        if (Last(subject, time) is { } known && AreSame(known.Facts, facts)) return (known.Id, false);
        var id = store.Scalar(subject, Encoding.UTF8.GetString(json.Write(facts)))!.Value;
        last[subject] = new(id, facts);
        return (id, true);
    }

    /// <summary>No reading has it any more.</summary>
    public void Remove(long subject, long id)
    {
        remove.Run(id);
        if (last.TryGetValue(subject, out var known) && known.Id == id) last.Remove(subject);
    }

    public void Dispose()
    {
        store.Dispose();
        remove.Dispose();
    }

    State? Last(long subject, long time)
    {
        if (last.TryGetValue(subject, out var known)) return known;
        var stored = connection.QueryFirstOrDefault<Row>(
            """
            SELECT f.id AS Id, f.facts AS Facts FROM readings r JOIN states f ON f.id = r.state_id
            WHERE r.subject_id = @subject AND r.time <= @time ORDER BY r.time DESC, r.block_id DESC, r.revision_id DESC LIMIT 1
            """, new { subject, time });
        return stored is null ? null : last[subject] = new(stored.Id, json.Positions(stored.Facts));
    }

    static bool AreSame(ImmutableArray<OwnPosition> one, ImmutableArray<OwnPosition> other)
    {
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
            if (!one[i].IsSame(other[i])) return false;
        return true;
    }

    sealed record Row(long Id, string Facts);
}
