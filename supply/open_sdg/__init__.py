"""The current series as an Open SDG data repository, and a check of it."""
