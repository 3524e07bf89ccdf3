"""The yearly schedule: when folders and sources are looked at, and one look."""
