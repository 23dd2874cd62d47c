"""Rejected inputs on the error output: each with its reason, one plain line."""

from collections.abc import Iterable, Mapping, Sequence

import click

from claimtrail.cli.width import cut, printable
from claimtrail.model.outcomes import Rejected

LONGEST = 300  # characters of a line


def is_input(rejected: Rejected) -> bool:
    """True when a whole input was lost; False when it is one claim that the evidence gate stopped."""
    return rejected.stage not in ("extract", "link", "assess") or "#" not in rejected.id  # a claim is document#claim


def say(rejected: Iterable[Rejected], names: Mapping[str, str] | None = None, most: int | None = None) -> int:
    """Lists rejected inputs; returns how many there were. `names`: what a user calls a document, by its id."""
    inputs: Sequence[Rejected] = [r for r in rejected if is_input(r)]
    for one in inputs[:most]:
        name = (names or {}).get(one.id) or one.id
        click.echo(f"claimtrail: {cut(printable(f'{name}: {one.reason}'), LONGEST)}", err=True)
    return len(inputs)
