"""Whether a stretch of text really reports an act: opinions, plans of others and hypotheses are set aside.

A small table of named features with weights fitted on annotated reports (`models/worth.toml`, written by
eval/fit_worth.py). What falls below the cut is rejected with the features that spoke against it.
"""

import re
from collections.abc import Sequence

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.lexicon.load import weights
from claimtrail.model.claims import Claim
from claimtrail.model.outcomes import Rejected

CUT = -1.2  # log-odds below which a claim is set aside; chosen with folds on the gold, 2026-11

_MODAL = re.compile(
    r"\b(?:would|could|should|might|may|must|can|will|to|if|unless|whether|not to|nor)\s+(?:\w+\s+){0,2}$"
)
_OPINION = re.compile(
    r"\b(?:we|our|i|you|it is (?:clear|obvious)|must|should|urge[ds]?|call(?:s|ed)? (?:on|for)|support)\b"
)
_HABIT = re.compile(
    r"\b(?:continues?|continued|keeps?|kept|often|regularly|routinely|repeatedly|ongoing|daily|usually)\b"
)


def doubt(page: Page, claim: Claim, drafts: Sequence[Draft]) -> Rejected | None:
    """None when the claim tells of an act, else a Rejected that names what speaks against it."""
    hurt = any(q.measure in ("killed", "injured") for q in claim.quantities)
    blamed = any(rule in ("actor: by whom", "actor: by ACTOR") for rule in claim.rules)
    if claim.stance == "denied" or hurt or blamed:
        return None  # a denial, people hurt, a doer named outright: never set aside, a person decides
    table = weights("worth")
    found = features(page, claim, drafts)
    if table["bias"] + sum(table.get(name, 0.0) for name in found) >= CUT:
        return None
    against = sorted((name for name in found if table.get(name, 0.0) < 0), key=lambda n: table[n])[:3]
    quote = " ".join(claim.evidence[0].text.split())[:80]
    return Rejected(claim.key, "extract", f"reports no act of its own ({', '.join(against)}): {quote!r}")


def features(page: Page, claim: Claim, drafts: Sequence[Draft]) -> list[str]:
    """Names of what holds for the claim; the weights say what each is worth."""
    lead = max(drafts, key=lambda d: (not d.weak, len(d.quantities), d.actor is not None))
    found = [f"type {claim.event_type}", *_slots(claim), *_words(page, lead)]
    found.append("told more than once" if len(drafts) > 1 else "told once")
    if all(d.weak for d in drafts):
        found.append("only a headline")
    if any(d.inherited for d in drafts):
        found.append("kind from elsewhere")
    if any(d.again for d in drafts):
        found.append("the act again")
    if claim.stance != "asserted":
        found.append(f"stance {claim.stance}")
    return found


def _slots(claim: Claim) -> list[str]:
    found = []
    found.append("an actor" if claim.actor else "no actor")
    found.append("a target" if claim.target else "no target")
    if claim.target and claim.target.code:
        found.append("a known kind of target")
    measures = {q.measure for q in claim.quantities}
    found += sorted(
        f"counts {m}" for m in measures & {"killed", "injured", "destroyed", "strikes", "displaced", "other"}
    )
    if not measures:
        found.append("no number")
    found.append("a date" if claim.date else "no date")
    found.append("on somebody's word" if claim.attribution else "in its own voice")
    found += [rule for rule in claim.rules if rule.startswith(("place", "main place"))][:1]
    return found


def _words(page: Page, draft: Draft) -> list[str]:
    first = min(draft.triggers, key=lambda t: (t.value.strength != "strong", t.span.start))
    text = page.folded[draft.span.start : draft.span.end]
    before = page.folded[max(draft.span.start, first.span.start - 40) : first.span.start]
    found = [f"word {first.value.id}"]
    if _MODAL.search(before):
        found.append("behind a modal")
    if _OPINION.search(text):
        found.append("opinion")
    if _HABIT.search(text):
        found.append("habit")
    if page.sentences[draft.sentence].span.of(page.text).rstrip().endswith("?"):
        found.append("question")
    if draft.sentence <= 2:
        found.append("early")
    elif draft.sentence * 3 > len(page.sentences) * 2:
        found.append("late")
    return found
