using Watcher.Host.Cli;

return await CommandLine.Run(args);
