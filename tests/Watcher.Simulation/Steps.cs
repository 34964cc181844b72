namespace Watcher.Simulation;

/// <summary>What may happen next, each as often as its weight says.</summary>
sealed class Steps(Dice dice)
{
    readonly List<(int Upto, Action Happen)> choices = [];
    int total;

    public void Add(int weight, Action happen)
    {
        total += weight;
        choices.Add((total, happen));
    }

    public void TakeOne()
    {
        var drawn = dice.Below(total);
        choices.First(choice => drawn < choice.Upto).Happen();
    }
}
