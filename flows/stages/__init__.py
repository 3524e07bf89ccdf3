"""The stages of a run, in order, as plain functions: stage, link, build marts, audit, publish."""
