"""The error of a source list, apart from what reads one: the command line knows it without loading a client for HTTP."""


class SourceListError(Exception):
    """The source list cannot be used: which entry, what is wrong and what to do."""
