using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>What one inner call of <c>aggregate3</c> answered.</summary>
readonly record struct InnerAnswer(bool Success, ReadOnlyMemory<byte> Data);

/// <summary>The answers of <c>aggregate3</c>, decoded one after the other. Only who has come to the end knows that it is one.</summary>
ref struct InnerAnswers
{
    readonly ReadOnlyMemory<byte> answer;
    readonly ReadOnlySpan<byte> bytes;
    AbiReader tuples;
    int left;

    /// <exception cref="AbiException">Not an answer of <c>aggregate3</c>.</exception>
    public InnerAnswers(ReadOnlyMemory<byte> answer)
    {
        this.answer = answer;
        bytes = answer.Span;
        tuples = new AbiReader(bytes).Elements(out left);
        Count = left;
    }

    public int Count { get; }

    public InnerAnswer Current { get; private set; }

    public readonly InnerAnswers GetEnumerator() => this;

    /// <exception cref="AbiException">Not an answer of <c>aggregate3</c>.</exception>
    public bool MoveNext()
    {
        if (left == 0)
        {
            tuples.End();
            return false;
        }
        left--;
        var tuple = tuples.Tail();
        Current = new(tuple.Bool(), Slice(tuple.BytesView()));
        tuples.Leave(tuple);
        return true;
    }

    readonly ReadOnlyMemory<byte> Slice(ReadOnlySpan<byte> part) => bytes.Overlaps(part, out var start) ? answer.Slice(start, part.Length) : default;
}
