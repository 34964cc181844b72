global using Watcher.Positions;
global using Watcher.Prices;
