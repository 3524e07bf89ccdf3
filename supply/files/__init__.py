"""The marts as plain files: Parquet, CSV, data package."""
