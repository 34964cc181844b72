using System.ComponentModel;
using System.Diagnostics;
using Watcher.Alerts;

namespace Watcher.Channels.LocalCommand;

/// <summary>
/// Starts a program of this machine and gives it the notification on its standard input, as a webhook would get it. Nothing of a
/// notification is in its arguments or its environment, where other users may read and shells may run it.
/// </summary>
public sealed class CommandChannel(string name, CommandOptions options, TimeProvider time) : IChannel
{
    public const string Type = "command";

    /// <summary>EX_TEMPFAIL of sysexits.h.</summary>
    const int TryLater = 75;

    /// <summary>What a program that a signal killed is reported as, and more.</summary>
    const int Signalled = 128;

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new CommandChannel(name, CommandOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(Notification notification) => NotificationJson.Write(notification);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var process = Process.Start(StartInfo())!;
            return await Run(process, message.Body, either.Token);
        }
        catch (Win32Exception error)
        {
            return new Delivery.RetryLater($"could not be started (error {error.NativeErrorCode})");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"killed after {options.Timeout.TotalSeconds:0.###} s");
        }
    }

    static async Task<Delivery> Run(Process process, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            // What it prints is read and dropped, so that it never waits for a reader.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            await Feed(process, body, cancellation);
            await process.WaitForExitAsync(cancellation);
            return Judge(process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A program may end without reading all of it: its exit code decides.</summary>
    static async Task Feed(Process process, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(body, cancellation);
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    static Delivery Judge(int exitCode) => exitCode switch
    {
        0 => new Delivery.Delivered("exit code 0"),
        TryLater or > Signalled => new Delivery.RetryLater($"exit code {exitCode}"),
        _ => new Delivery.Rejected($"exit code {exitCode}"),
    };

    ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(options.Command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in options.Command.Skip(1)) start.ArgumentList.Add(argument);
        // Our own settings may hold secrets of other channels.
        foreach (var ours in start.Environment.Keys.Where(key => key.StartsWith("Watcher__", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(ours);
        return start;
    }
}
