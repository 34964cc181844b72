using System.Globalization;
using System.Text.Json;
using Watcher.Host.Cycle;
using Watcher.Settings;

namespace Watcher.Host.Api;

/// <summary>What somebody asks, held to the limits of its parameters.</summary>
/// <param name="id">Of the path; empty where it names nothing.</param>
/// <param name="given">The parameters by name, as texts.</param>
sealed class ApiRequest(Watch watch, string id, IReadOnlyDictionary<string, string> given, DateTimeOffset now)
{
    public Watch Watch => watch;

    public DateTimeOffset Now => now;

    /// <summary>An id as this API gives them out: letters and digits.</summary>
    /// <exception cref="ApiProblem">It can be nobody's.</exception>
    public string Id(string what) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit) ? id
        : throw new ApiProblem(StatusCodes.Status404NotFound, $"there is no such {what}: an id has letters and digits only");

    public string? Text(ApiParameter parameter)
    {
        if (!given.TryGetValue(parameter.Name, out var text)) return null;
        if (text.Length is 0 or > ApiParameter.MaxLength) throw ApiProblem.Of(parameter.Name, $"must have 1 to {ApiParameter.MaxLength} characters, or be left out");
        if (text.Any(char.IsControl)) throw ApiProblem.Of(parameter.Name, "must have no control characters");
        return text;
    }

    public int Count(ApiParameter parameter)
    {
        if (Text(parameter) is not { } text) return parameter.Usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= parameter.Most ? count
            : throw ApiProblem.Of(parameter.Name, $"must be a whole number from 1 to {parameter.Most}");
    }

    public string? Word(ApiParameter parameter) => Text(parameter) is not { } text ? null
        : parameter.Words.Contains(text) ? text
        : throw ApiProblem.Of(parameter.Name, $"must be one of {string.Join(", ", parameter.Words)}{Suggestion.For(text, parameter.Words)}");

    public bool Flag(ApiParameter parameter) => Text(parameter) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ApiProblem.Of(parameter.Name, "must be true or false"),
    };

    public double Number(ApiParameter parameter) => Text(parameter) is not { } text ? 0
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= parameter.Most ? number
        : throw ApiProblem.Of(parameter.Name, $"must be a number from 0 to {parameter.Most}");

    /// <summary>Asset and change, as written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes(ApiParameter parameter)
    {
        if (!given.TryGetValue(parameter.Name, out var text)) return [];
        using var json = JsonDocument.Parse(text);
        var changes = json.RootElement.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Change(one.Value))).ToList();
        return changes.Count <= parameter.Most && changes.TrueForAll(one => IsShort(one.Key) && IsShort(one.Value)) ? changes
            : throw ApiProblem.Of(parameter.Name, $"must be {parameter.Most} at most, of 1 to {ApiParameter.MaxLength} characters each");

        string Change(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw ApiProblem.Of(parameter.Name, "must be texts or numbers: {\"ETH\":\"-30%\"}"),
        };

        static bool IsShort(string text) => text.Length is > 0 and <= ApiParameter.MaxLength && !text.Any(char.IsControl);
    }

    public TimeSpan? Duration(ApiParameter parameter) => Text(parameter) is not { } text ? null
        : Durations.TryParse(text, out var duration) && duration >= TimeSpan.FromSeconds(1) ? duration
        : throw ApiProblem.Of(parameter.Name, "must be a duration of a second or more: 30s, 5m, 6h, 7d");

    public DateTimeOffset? Moment(ApiParameter parameter)
    {
        if (Text(parameter) is not { } text) return null;
        if (Durations.TryParse(text, out var ago) && ago < now - DateTimeOffset.UnixEpoch) return now - ago;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment >= DateTimeOffset.UnixEpoch
            ? moment.ToUniversalTime()
            : throw ApiProblem.Of(parameter.Name, "must be a time, 2026-03-01T08:00Z (a + is written %2B), or how long ago, 24h");
    }
}
