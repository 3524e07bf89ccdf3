"""The marts as SQLite, as Datasette serves them."""
