using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>
/// A view call of a contract, without its address. A record: equal calls are one call and are asked once per block.
/// <para>
/// Decoding is strict: an answer must be used up to its last byte. A call that meets contracts which append outputs overrides
/// <see cref="AllowsMore"/>.
/// </para>
/// </summary>
/// <param name="Signature">Name and canonical argument types: <c>balanceOf(address)</c>.</param>
/// <param name="Returns">The outputs as a tuple: <c>(uint256)</c>, <c>()</c> for none.</param>
public abstract record Call<T>(string Signature, string Returns)
{
    [ThreadStatic]
    static AbiWriter? spare;

    /// <summary>Selector and arguments.</summary>
    public byte[] Data => Encoded().ToArray();

    /// <summary>True where an answer may be longer than <see cref="Returns"/>.</summary>
    protected virtual bool AllowsMore => false;

    /// <summary>Writes the arguments in order.</summary>
    protected virtual void Encode(AbiWriter writer)
    {
    }

    /// <summary>Reads the outputs in order.</summary>
    protected abstract T Decode(ref AbiReader reader);

    /// <exception cref="AbiException">The answer is not what <see cref="Returns"/> says.</exception>
    public T DecodeAnswer(ReadOnlySpan<byte> answer)
    {
        var reader = new AbiReader(answer);
        var value = Decode(ref reader);
        if (!AllowsMore) reader.End();
        return value;
    }

    public virtual bool Equals(Call<T>? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Selector and arguments, lent until this thread encodes its next call.</summary>
    internal ReadOnlySpan<byte> Encoded()
    {
        var writer = spare ?? new AbiWriter();
        spare = null;
        writer.Begin(FunctionSelector.Of(Signature));
        Encode(writer);
        spare = writer;
        return writer.Written;
    }
}
