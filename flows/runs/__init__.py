"""Runs as folders: what is live is one link, and everything of a run changes with it."""
