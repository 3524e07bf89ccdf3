"""One document's cells → indicators and measures, judged."""
