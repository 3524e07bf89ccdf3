"""The source list: where reports are published, and fetching what is new there."""
