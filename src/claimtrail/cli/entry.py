"""The command `claimtrail`: finds the subcommand, and turns every way of ending into its exit code."""

import errno
import os
import signal
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click

from claimtrail.cli.width import printable
from claimtrail.errors import ClaimtrailError

DONE, SOME_REJECTED, BAD_CALL, INTERRUPTED = 0, 1, 2, 130

# Only the wanted command's module is imported, so that `claimtrail --help` answers at once.
_COMMANDS = {
    "run": "The main job: reports in, incidents with sourced claims out.",
    "extract": "Documents to claims, as JSON lines.",
    "annotate": "Documents to their places, dates, quantities, actors and sources, as JSON lines.",
    "copies": "Which documents are copies or trimmed versions of which.",
    "link": "Claims, from any source, to incidents.",
    "assess": "Claims to ranges, disagreements and grades, an incident a line.",
    "report": "The HTML report of a store.",
    "verify": "Checks a store: texts, evidence, log.",
    "doctor": "What is installed and whether a store opens.",
}


class _Commands(click.Group):
    """Loads a subcommand when it is called; the list of them needs none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"claimtrail.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for `--help`, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("claimtrail"), message="claimtrail %(version)s")
def cli() -> None:
    """Who claims what about which incident, on whose word.

    \b
    Start with:  claimtrail run reports/
    Every command has --help with an example.
    Exit codes:  0 done, 1 done but some inputs were rejected, 2 bad call, 130 interrupted.
    """


def main() -> None:
    """Runs the command and exits; errors are one plain line on the error output, never a traceback."""
    sys.exit(_run())


def _run() -> int:
    _streams()
    try:
        code = cli.main(prog_name="claimtrail", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.NoArgsIsHelpError as problem:
        click.echo(problem.format_message(), err=True)
        return BAD_CALL
    except click.ClickException as problem:
        return _say(_usage(problem), BAD_CALL)
    except ClaimtrailError as problem:
        return _say(str(problem), BAD_CALL)
    except (click.Abort, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is to end; a second Ctrl-C must not break that
        return _say("interrupted; what was stored stays, the same command goes on from there", INTERRUPTED)
    except (BrokenPipeError, SystemExit):  # the reader of our output, such as `head`, has seen enough; click exits
        _forget_output()
        return DONE
    except OSError as problem:
        _forget_output()
        return _say(_system(problem), BAD_CALL)
    except Exception as problem:
        if os.environ.get("CLAIMTRAIL_TRACEBACK"):
            raise
        what = " ".join(f"{type(problem).__name__}: {problem}".split())
        return _say(
            f"the program failed ({what}); please report it, with the output of CLAIMTRAIL_TRACEBACK=1", BAD_CALL
        )


def _streams() -> None:
    """Makes the three streams safe to use: one that the caller closed is empty, and no character fails."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows "?" instead of failing


def _forget_output() -> None:
    """Sends what still waits to be written nowhere, so that the end of the program does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system(problem: OSError) -> str:
    """One plain line for what the system refuses: a full disk, a lost drive, missing rights."""
    where = f"{printable(str(problem.filename))}:" if problem.filename else "the output"
    remedy = "make room" if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "check the place"
    return f"{where} cannot be read or written ({problem.strerror or problem}); {remedy} and run again"


def _usage(problem: click.ClickException) -> str:
    message = " ".join(problem.format_message().split())
    context = getattr(problem, "ctx", None)
    return f"{message} See: {context.command_path if context else 'claimtrail'} --help"


def _say(message: str, code: int) -> int:
    click.echo(f"claimtrail: {message}", err=True)
    return code
