"""The command: one file a subcommand."""

from claimtrail.cli.entry import main

__all__ = ["main"]
