using System.Globalization;
using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

/// <summary>One built-in alert through what is seen of it, and what it told by the last step.</summary>
sealed class BuiltInScene
{
    AlertState? state;
    StepResult? last;

    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    public static Spell Trouble(double minutes) => new(true, Minutes(minutes));

    public static Spell Well(double minutes) => new(false, Minutes(minutes));

    public string Summary => Assert.Single(last!.Notifications).Write().Summary;

    /// <summary>Takes it in, and stands as expected: <c>Firing: fired</c>.</summary>
    public BuiltInScene Sees(Observation seen, string expected)
    {
        last = AlertMachine.Step(state ?? AlertState.New(seen), seen, Said.Nothing, AlertScene.Start);
        state = last.State;
        Assert.Equal(expected, $"{state.Phase}: {string.Join(' ', last.Notifications.Select(n => n.Reason.ToString().ToLower(CultureInfo.InvariantCulture)))}".TrimEnd(' '));
        return this;
    }
}
