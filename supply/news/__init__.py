"""What a run brought, told to whoever is responsible: read from the marts, written as a report, sent."""
