namespace Watcher.Evm;

/// <summary>Questions of a round that travel together: those from one place up to another, which is not among them.</summary>
readonly record struct Chunk(int Start, int End)
{
    public int Length => End - Start;

    public (Chunk First, Chunk Second) Halves => (this with { End = Start + Length / 2 }, this with { Start = Start + Length / 2 });
}
