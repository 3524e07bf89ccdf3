"""The data folder: its layout, files that last, records of runs, the documents held and what is published."""
