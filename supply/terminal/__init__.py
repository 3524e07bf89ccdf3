"""The marts in a terminal: tables, series, the report at the end of a run."""
