"""Interview package: the engine, its navigation, and the session that drives an asker."""
