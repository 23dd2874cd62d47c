"""The command: one file a subcommand."""

import sys


def main() -> None:
    """Runs the command and exits; errors are one plain line on the error output, never a traceback."""
    try:
        from claimtrail.cli import entry  # takes a moment, in which a user may press Ctrl-C already
    except KeyboardInterrupt:
        sys.exit(130)
    entry.main()


__all__ = ["main"]
