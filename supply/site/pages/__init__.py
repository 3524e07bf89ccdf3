"""What each page of the dashboard is given: which rows of the marts, in which order."""
