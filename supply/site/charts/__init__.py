"""Series of measures: their lines in tables, and their charts."""
