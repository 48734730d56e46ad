// Preloaded into every process of a benchmark: it ends with the one that started it.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
