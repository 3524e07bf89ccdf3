"""Documents over the years → links, series, trends, changes."""
