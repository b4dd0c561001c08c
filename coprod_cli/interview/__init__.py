"""Interview package: a pure engine, the session that runs it, and the askers for a person."""
