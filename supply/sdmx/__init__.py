"""The figures as statistical offices exchange them: SDMX-CSV with its structure message."""
