"""WHEN: the run as a Prefect flow, the schedule, the readers of report files, the command line. May import all others."""
