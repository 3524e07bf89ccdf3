"""WHERE: the DuckDB tables, each stated once in SQL, and how they are built and published."""
