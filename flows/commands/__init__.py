"""The subcommands of `tsdg`, a file each."""
