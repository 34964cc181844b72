global using Watcher.Host.Documents;
global using Watcher.Positions;
global using Watcher.Prices;
