"""HOW: pure functions, text or frame in, frame out. No clock, path, connection or logger."""
