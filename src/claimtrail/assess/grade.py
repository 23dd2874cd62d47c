"""Airwars' published levels as a suggestion, with the trace of the rules; strike status; an Admiralty number.

Levels and their wording: Airwars' civilian-harm grading. Which wins when two apply is not published; the order
here is this project's choice (docs/methodology.md). The letter of the Admiralty code is for people to set.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimtrail.assess.disagreements import blamed_by, broad, competing
from claimtrail.assess.figures import group_of
from claimtrail.assess.roots import independent
from claimtrail.model.claims import Claim
from claimtrail.model.incidents import Disagreement, Grade, GradeLevel, Root, Step, StrikeStatus

STRIKES = frozenset({"air_strike", "shelling", "chemical_weapon"})
_COMBATANTS = frozenset({"soldiers", "fighters"})


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    claims: Sequence[Claim]
    roots: Sequence[Root]
    disagreements: Sequence[Disagreement]

    @property
    def asserted(self) -> list[Claim]:
        """Claims that the incident happened."""
        return [c for c in self.claims if c.stance in ("asserted", "uncertain")]

    @property
    def telling(self) -> list[Root]:
        """Roots on whose word it happened."""
        keys = {c.key for c in self.asserted}
        return [r for r in self.roots if keys & set(r.claims)]

    @property
    def independent(self) -> list[Root]:
        """Roots on whose word it happened and that speak for no party."""
        return [r for r in self.telling if independent(r)]

    @property
    def blamed(self) -> list[str]:
        """Sides said to have done it, sorted."""
        return sorted({code for c in self.asserted for code in blamed_by(c)})

    @property
    def conceding(self) -> list[Claim]:
        """Claims in which a side says of itself that it did it."""
        party = {key: broad(r.party) for r in self.roots for key in r.claims if r.party}
        return [c for c in self.asserted if c.actor and c.actor.code and broad(c.actor.code) == party.get(c.key)]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the level it leads to, what it asks in plain words, and the test. The order of RULES decides."""

    level: GradeLevel
    asks: str
    test: Callable[[Case], str | None]  # why it is met, None when it is not


def harms_civilians(claim: Claim) -> bool:
    """True when the claim tells of civilians hit, or of people killed or hurt who are not said to be combatants."""
    if claim.target and claim.target.code == "CIVILIANS":
        return True
    hurt = [q for q in claim.quantities if q.measure in ("killed", "injured") and not q.low == q.high == 0]
    if claim.target and group_of(claim.target.text) in _COMBATANTS:
        hurt = [q for q in hurt if group_of(q.of) not in ("", "all")]
    return any(group_of(q.of) not in _COMBATANTS for q in hurt)


def _only_denied(case: Case) -> str | None:
    return None if case.asserted else "no account says that it happened"


def _no_harm(case: Case) -> str | None:
    if any(harms_civilians(c) for c in case.asserted):
        return None
    return "no account tells of harm to civilians, which is what the levels grade"


def _accepted(case: Case) -> str | None:
    accepting = [c for c in case.conceding if harms_civilians(c)]
    if not accepting:
        return None
    code = accepting[0].actor.code if accepting[0].actor else ""
    return f"{code} says so of itself ({accepting[0].key})"


def _competing(case: Case) -> str | None:
    return f"blamed: {', '.join(case.blamed)}" if competing(case.asserted) else None


def _two_and_action(case: Case) -> str | None:
    status = strike_status(case, "air_strike")
    if len(case.independent) < 2 or not case.blamed or status not in ("declared_strike", "likely_strike"):
        return None
    names = ", ".join(r.name for r in case.independent)
    return f"{len(case.independent)} independent roots ({names}); {case.blamed[0]} is named ({status})"


def _single(case: Case) -> str | None:
    if not case.telling:
        return None
    return f"it rests on {', '.join(r.name for r in case.telling)}"


RULES: tuple[Rule, ...] = (
    Rule("ungraded", "nobody says that it happened: only denials or plans", _only_denied),
    Rule("ungraded", "no harm to civilians is told", _no_harm),
    Rule("confirmed", "a belligerent accepts that it did it and that civilians came to harm", _accepted),
    Rule("contested", "two or more belligerents are blamed", _competing),
    Rule("fair", "two or more independent roots, and a belligerent's action is declared or likely", _two_and_action),
    Rule("weak", "at least one root, but less than the rules above ask for", _single),
)
DISCOUNTED = "those killed were combatants, or another party is most likely responsible"


def grade(case: Case, event_type: str) -> Grade:
    """The suggested level: the first rule that is met, with every rule's outcome."""
    steps: list[Step] = []
    level: GradeLevel = "ungraded"
    fired = "no rule is met"
    for rule in RULES:
        name = f"{rule.level}: {rule.asks}"
        if fired != "no rule is met":
            steps.append(Step(name, "not reached", "an earlier rule is met"))
            continue
        why = rule.test(case)
        steps.append(Step(name, "met" if why else "not met", why or "not so in the accounts at hand"))
        if why:
            level, fired = rule.level, rule.asks
    steps.append(Step(f"discounted: {DISCOUNTED}", "needs a person", "only a person sets it, with a reason"))
    return Grade(level, fired, tuple(steps), strike_status(case, event_type), "F" + str(_credibility(case)))


def strike_status(case: Case, event_type: str) -> StrikeStatus | None:
    """Whether a strike is declared by who made it, contested, likely, or rests on one source; None for other acts."""
    if event_type not in STRIKES or not case.asserted:
        return None
    if case.conceding:
        return "declared_strike"
    if competing(case.asserted):
        return "contested_strike"
    return "likely_strike" if len(case.independent) > 1 else "single_source_claim"


def _credibility(case: Case) -> int:
    """1 to 4 and 6 of the Admiralty code, as far as a program may suggest (never 5, never a letter but F)."""
    kinds = {d.kind for d in case.disagreements}
    if not case.telling:
        return 6
    if kinds & {"whether_it_happened", "responsibility_denied"}:
        return 4
    if len(case.independent) > 1:
        return 1 if not kinds else 2
    return 3 if case.independent else 6
