"""The stages of a run: ingest, stage, link, (build marts: warehouse.build), audit, dashboard, (publish: flows.runs)."""
