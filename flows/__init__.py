"""WHEN: Prefect flows, the readers of report files and the command line. May import all others."""
