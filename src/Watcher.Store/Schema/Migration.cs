using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Store;

/// <summary>A step from one schema to the next. Once released its text never changes: the next change is the next step.</summary>
/// <param name="Version">What a database is at after it.</param>
sealed record Migration(int Version, string Sql)
{
    /// <summary>All steps of this program, in order: the files beside this one.</summary>
    public static ImmutableArray<Migration> All { get; } = [.. Embedded().OrderBy(step => step.Version)];

    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n")));

    static IEnumerable<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => char.IsAsciiDigit(name[0])))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(int.Parse(name[..4], CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
