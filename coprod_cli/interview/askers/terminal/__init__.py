"""Full-screen asker for a terminal."""
