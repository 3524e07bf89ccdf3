"""The newest edition as a document of two to four pages."""
