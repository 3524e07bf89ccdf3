"""One indicator: its targets, and the values that answer them."""
