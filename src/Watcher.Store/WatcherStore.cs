using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>
/// The database: everything the watcher remembers. What a commit acknowledged outlives <c>kill -9</c> and a power cut. Every member may
/// throw <see cref="StoreException"/>.
/// </summary>
public sealed class WatcherStore : IDisposable
{
    readonly DatabaseFile file;
    readonly Database database;
    readonly CycleWriter cycles;
    readonly IDisposable? lease;
    readonly Lock gate = new();

    WatcherStore(DatabaseFile file, SqliteConnection writer, StoreOptions options, FactsJson json, TimeProvider time, IDisposable? lease)
    {
        (this.file, this.lease) = (file, lease);
        database = new(file, writer);
        cycles = new(writer, json, options.RecordEvery, time);
        Path = file.Path;
        Readings = new(database, json);
        History = new(database);
        Alerts = new(database);
        Steering = new(database);
        Outbox = new(database);
        Headers = new(database);
        FixedFacts = new(database);
        Calls = new(database);
        Exports = new(database);
        Upkeep = new(database, options.Keep ?? Retention.Usual, time);
    }

    public string Path { get; }

    /// <summary>The writing connection, for tests that look at or limit the file itself.</summary>
    internal SqliteConnection Connection => database.Writer;

    public ReadingBook Readings { get; }
    public HistoryBook History { get; }
    public AlertBook Alerts { get; }
    public SteeringBook Steering { get; }
    public Outbox Outbox { get; }
    public Headers Headers { get; }
    public FixedFactBook FixedFacts { get; }
    public CallBook Calls { get; }
    public ExportBook Exports { get; }
    public Upkeep Upkeep { get; }

    /// <summary>Opens the database as the one <c>run</c> on it: makes it where there is none, and brings it to this program's schema.</summary>
    public static WatcherStore OpenToRun(StoreOptions options, FactsJson json, TimeProvider time)
    {
        var file = new DatabaseFile(options.ConnectionString);
        file.CreateIfMissing();
        var lease = RunLease.Take(file.Path);
        try
        {
            return Open(file, options, json, time, lease, writer => Migrations.Ours.Apply(writer, file.Path, time));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing database beside a <c>run</c>, which goes on undisturbed.</summary>
    public static WatcherStore OpenBeside(StoreOptions options, FactsJson json, TimeProvider time)
    {
        var file = new DatabaseFile(options.ConnectionString);
        if (!File.Exists(file.Path))
            throw new StoreException(StoreTrouble.Missing, $"there is no database {file.Path} yet; 'watcher run' makes it");
        return Beside(file, options, json, time);
    }

    /// <summary>
    /// Opens the database to fill in its past, beside a <c>run</c> or before the first one: makes it where there is none. What is filled in is not
    /// thinned by <see cref="StoreOptions.RecordEvery"/>.
    /// </summary>
    public static WatcherStore OpenToFill(StoreOptions options, FactsJson json, TimeProvider time)
    {
        var file = new DatabaseFile(options.ConnectionString);
        file.CreateIfMissing();
        return Beside(file, options with { RecordEvery = TimeSpan.Zero }, json, time);
    }

    /// <summary>Stores all of a cycle in one transaction, on the disk when this returns. The same cycle again changes nothing.</summary>
    public void Commit(CycleCommit cycle) => Write(() => cycles.Write(cycle));

    /// <summary>Stores what the wall clock alone did to alerts.</summary>
    public void Commit(AlertChanges changes) => Write(() => cycles.Write(changes));

    /// <summary>Proves that it takes writes: a row is rewritten as it is, with all that a commit does.</summary>
    public void Prove() => database.Write(connection => connection.Execute("UPDATE schema_version SET applied_at = applied_at"));

    /// <summary>Stores what came of a try to deliver, and what its channel's health after it does to alerts, in one transaction.</summary>
    public AlertChanges Commit(DeliveryAttempt attempt, Func<ChannelHealth, AlertChanges> means)
    {
        var changes = AlertChanges.None;
        Write(() =>
        {
            Outbox.Record(database.Writer, attempt);
            changes = means(Outbox.Health(database.Writer, attempt.Message.Channel));
            cycles.Write(changes);
        });
        return changes;
    }

    /// <summary>Copies the database, as it is at one moment, into a file for its owner only that can take its place.</summary>
    /// <param name="path">What the copy is to be called; it gets its name when it is whole and checked.</param>
    /// <param name="replace">A file of that name gives way to it.</param>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; nothing of it is left.</exception>
    public Task<long> BackUp(string path, bool replace, CancellationToken cancellation = default) =>
        new Backup(file).Write(new NewFile(file, "the backup", path, replace), cancellation);

    /// <summary>What is exported into a file of its own gets its name, too, when it is whole.</summary>
    /// <param name="replace">A file of that name gives way to it.</param>
    public NewFile ExportTo(string path, bool replace) => new(file, "the export", path, replace);

    public void Dispose()
    {
        cycles.Dispose();
        database.Dispose();
        lease?.Dispose();
    }

    static WatcherStore Beside(DatabaseFile file, StoreOptions options, FactsJson json, TimeProvider time) =>
        Open(file, options, json, time, lease: null, writer => BringForward(writer, file.Path, time));

    /// <summary>An older database that no run is on. The lease is taken for that only: a run that starts meanwhile would take us for another.</summary>
    static void BringForward(SqliteConnection writer, string path, TimeProvider time)
    {
        if (Migrations.VersionOf(writer) < Migrations.Ours.Newest)
        {
            using var free = RunLease.TryTake(path);
            if (free is not null) Migrations.Ours.Apply(writer, path, time);
        }
        Migrations.Ours.RequireNewest(writer, path);
    }

    static WatcherStore Open(DatabaseFile file, StoreOptions options, FactsJson json, TimeProvider time, IDisposable? lease, Action<SqliteConnection> schema)
    {
        SqliteConnection? writer = null;
        try
        {
            writer = file.OpenWriter();
            schema(writer);
            return new(file, writer, options, json, time, lease);
        }
        catch (SqliteException error)
        {
            writer?.Dispose();
            throw SqliteTrouble.Explain(error, file.Path);
        }
        catch (StoreException)
        {
            writer?.Dispose();
            throw;
        }
    }

    void Write(Action work)
    {
        lock (gate)
        {
            try
            {
                database.Write(_ => work());
            }
            catch
            {
                cycles.Forget();
                throw;
            }
        }
    }
}
