namespace Watcher.Host.Api.Dashboard;

/// <summary>The page as it was built, in a folder. A name is that of a file in it and nothing else, so that no request leads out of it.</summary>
sealed class DashboardFiles(string folder)
{
    public static DashboardFiles BesideTheProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "dashboard"));

    /// <summary>It was built: Node.js was there, and its packages could be had.</summary>
    public bool Exist => Index is not null;

    public DashboardFile? Index => Find("", "index.html");

    /// <summary>Scripts and styles: their names change with their content.</summary>
    public DashboardFile? Asset(string name) => Find("assets", name);

    /// <param name="below">A folder of the page.</param>
    /// <param name="name">Whatever somebody asked for.</param>
    public DashboardFile? Find(string below, string name)
    {
        if (name.Length is 0 or > 100 || name.StartsWith('.') || !name.All(IsOfName)) return null;
        var file = new FileInfo(Path.Combine(folder, below, name));
        return file.Exists && TypeOf(file) is { } type ? new(file, type) : null;
    }

    static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';

    /// <summary>There are no others in it.</summary>
    static string? TypeOf(FileInfo file) => file.Extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}

/// <summary>A file of the page.</summary>
/// <param name="Type">Its media type.</param>
sealed record DashboardFile(FileInfo File, string Type);
