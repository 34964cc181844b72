using Watcher.Alerts;

namespace Watcher.Tests.Channels;

static class SomeNotification
{
    public static readonly Notification Fired = new("n-1", "n-1-fired", NotificationReason.Fired, Severity.Critical, "treasury on devnet: health factor 1.21")
    {
        Rule = "liquidation-near",
        Wallet = Address.Parse("0x00000000000000000000000000000000000000aa"),
        Label = "treasury",
        Chain = "devnet",
        Position = "devnet/aave-v3/main/0xaa",
        Metric = "healthFactor",
        Value = "1.21",
        Threshold = "1.25",
        Block = new(123, default, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
    };
}
