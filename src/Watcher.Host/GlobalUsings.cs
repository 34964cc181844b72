global using Watcher.Positions;
global using Watcher.Prices;
global using Watcher.Host.Documents;
