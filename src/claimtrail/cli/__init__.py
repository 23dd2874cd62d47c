"""The command: one file a subcommand."""

from claimtrail.cli.main import main

__all__ = ["main"]
