"""A printed phrase → what it states: clauses, years, quantities, what is still to come."""
