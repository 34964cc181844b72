using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Which of a loan's legs have prices that move together. A leg without a price moves with nothing.</summary>
sealed class Movers
{
    readonly ImmutableArray<LoanLeg> legs;
    readonly string?[] groups;

    public Movers(ImmutableArray<LoanLeg> legs, AssetBook book)
    {
        this.legs = legs;
        groups = new string?[legs.Length];
        for (var i = 0; i < groups.Length; i++) groups[i] = legs[i].OraclePrice.Sign > 0 ? book.GroupOf(legs[i].Asset.Key) : null;
    }

    /// <summary>The group that a leg is the first of; null for the others.</summary>
    public string? FirstOfGroup(int leg) => Array.IndexOf(groups, groups[leg]) == leg ? groups[leg] : null;

    /// <summary>Whether it can move, and no leg before it has the same asset and can.</summary>
    public bool IsFirstOfAsset(int leg)
    {
        for (var i = 0; i < leg; i++)
            if (groups[i] is not null && AreOne(i, leg)) return false;
        return groups[leg] is not null;
    }

    public bool[] WithAsset(int leg)
    {
        var moving = new bool[legs.Length];
        for (var i = 0; i < moving.Length; i++) moving[i] = groups[i] is not null && AreOne(i, leg);
        return moving;
    }

    public bool[] InGroup(string group)
    {
        var moving = new bool[legs.Length];
        for (var i = 0; i < moving.Length; i++) moving[i] = groups[i] == group;
        return moving;
    }

    public bool[] Outside(string group)
    {
        var moving = new bool[legs.Length];
        for (var i = 0; i < moving.Length; i++) moving[i] = groups[i] is not null && groups[i] != group;
        return moving;
    }

    /// <summary>The first leg of the only asset that moves; null when none does, or several do.</summary>
    public int? OnlyAsset(bool[] moving)
    {
        int? only = null;
        for (var i = 0; i < moving.Length; i++)
        {
            if (!moving[i]) continue;
            only ??= i;
            if (!AreOne(i, only.Value)) return null;
        }
        return only;
    }

    bool AreOne(int leg, int other) => legs[leg].Asset.Key == legs[other].Asset.Key;
}
