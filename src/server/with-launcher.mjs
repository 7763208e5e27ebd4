// Preloaded into children that have no such rule of their own: when the launcher is gone, so are they.
process.on('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.exit(1), 5_000).unref();
});
