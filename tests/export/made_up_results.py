"""A run made by hand for the tests of the report: an invented country, every kind of value once."""

from dataclasses import replace
from datetime import date

from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.documents import CopyGroup, CopyMember, Dated, Document
from claimtrail.model.incidents import (
    Account,
    Assessment,
    Disagreement,
    Finding,
    Grade,
    Incident,
    Link,
    Range,
    Reason,
    Reliance,
    Revision,
    Root,
    Side,
    Step,
)
from claimtrail.model.outcomes import Rejected
from claimtrail.model.results import Results
from claimtrail.model.spans import Evidence, Span

HOSTILE = '<script>alert("1")</script> & "quoted" \'single\''
DAY = date(2019, 3, 14)

_TEXTS = {
    "wire1": (
        "Market hit in Kelvan",
        "Relief workers said at least 11 people died when Tessaran jets hit the market of Kelvan on Thursday. "
        "Dozens were hurt, they said. Shops stayed shut all day.",
    ),
    "copy1": (
        "Market hit",
        "Relief workers said at least 11 people died when Tessaran jets hit the market of Kelvan on Thursday.",
    ),
    "wire2": (
        "Toll rises to 21",
        "Relief workers said on Sunday that 21 people died in the market of Kelvan, and that 31 were hurt. "
        "The Joint Command denied that Tessaran jets were there.",
    ),
    "state": (
        "Nobody harmed, source says",
        "A military source said no civilians, 0 in all, died on Thursday when an arms store of the Upland Front "
        "blew up near Kelvan.",
    ),
    "odd": (HOSTILE, "Several people were hurt in <b>Marn</b> province, residents said."),
    "bare": ("Something happened", "A statement spoke of an attack."),
}
_KELVAN = PlaceRef("Kelvan", "Marn", "DV", None, "Kelvan", "dv:1", 36.2, 37.1, "settlement")
_NEAR = PlaceRef("near Kelvan", "Marn", "DV", None, "Kelvan", "dv:1", 36.2, 37.3, "near")
_MARN = PlaceRef("Marn", None, "DV", None, "Marn governorate", "dv:2", 35.5, 38.4, "adm1")
_WHEN = When(DAY, DAY, "Thursday", None, "day")
_MARCH = When(date(2019, 3, 1), date(2019, 3, 31), "this month", None, "month")


def documents() -> tuple[Document, ...]:
    """Six reports: a wire, a copy of it, its update, a state bulletin, a hostile title, and one without a date."""
    days = {"wire1": 14, "copy1": 14, "wire2": 17, "state": 15, "odd": 16}
    outlets = {
        "wire1": "Meridian Wire", "copy1": "Northgate Times", "wire2": "Meridian Wire", "state": "State Bulletin",
        "odd": "Odd & Sons <i>", "bare": None,
    }  # fmt: skip
    found = []
    for n, (key, (title, body)) in enumerate(sorted(_TEXTS.items())):
        published = Dated(date(2019, 3, days[key]), "meta") if key in days else None
        found.append(
            Document(
                key, f"{title}\n{body}", len(title), outlets[key], published=published, language="en",
                name=f"reports/{key}.txt", sha256=f"{n:064x}",
                url="javascript:alert(1)" if key == "odd" else f"https://example.org/{key}",
            )
        )  # fmt: skip
    copied = [
        replace(d, copy_of="wire1", copy_kind="trimmed", copy_degree=0.98) if d.id == "copy1" else d for d in found
    ]
    return tuple(copied)


def _span(key: str, words: str) -> Span:
    text = "\n".join(_TEXTS[key])
    start = text.index(words, len(_TEXTS[key][0]))
    return Span(start, start + len(words))


def _evidence(key: str, *quotes: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(key, _span(key, q), q) for q in quotes)


def _number(key: str, measure: str, text: str, low: int | None, high: int | None, of: str = "people") -> Quantity:
    return Quantity(measure, low, high, text, of, _span(key, text))


def claims() -> tuple[Claim, ...]:
    """Seven claims: two figures of one root, a copy, a denial, a zero, a word, and one that says next to nothing."""
    relief = (Source("Relief workers", "Kelvan Civil Relief", "monitor_ngo"),)
    jets = Party("Tessaran jets", "OTHER", _span("wire1", "Tessaran jets"))
    market = Party("the market", "INFRASTRUCTURE")
    strike = Claim(
        "c1", "wire1",
        _evidence("wire1", "Relief workers said at least 11 people died when Tessaran jets hit the market of Kelvan on "
                  "Thursday.", "Dozens were hurt, they said."),
        "air_strike", "asserted", jets, market, replace(_KELVAN, span=_span("wire1", "Kelvan")),
        date=replace(_WHEN, span=_span("wire1", "Thursday")),
        quantities=(
            _number("wire1", "killed", "at least 11", 11, None), _number("wire1", "injured", "Dozens", None, None),
        ),
        attribution=relief, rules=("toll_before", "said_after"), extractor="rules",
    )  # fmt: skip
    copied = replace(
        strike, document_id="copy1", evidence=_evidence("copy1", "Relief workers said at least 11 people died"),
        quantities=(
            _number("copy1", "killed", "at least 11", 11, None), Quantity("injured", None, None, "Dozens", "people"),
        ),
        actor=Party("Tessaran jets", "OTHER"), place=_KELVAN, date=_WHEN,
    )  # fmt: skip
    update = Claim(
        "c1", "wire2", _evidence("wire2", "21 people died in the market of Kelvan, and that 31 were hurt"),
        "air_strike", "asserted", None, market, _KELVAN, date=_WHEN,
        quantities=(_number("wire2", "killed", "21", 21, 21), _number("wire2", "injured", "31", 31, 31)),
        attribution=relief,
    )  # fmt: skip
    denial = Claim(
        "c2", "wire2", _evidence("wire2", "The Joint Command denied that Tessaran jets were there."), "air_strike",
        "denied", Party("Tessaran jets", "OTHER"), None, _KELVAN, no_date="no day is named",
        attribution=(Source("The Joint Command", "Tessaran Joint Command", "state_official"),), denies="c1",
    )  # fmt: skip
    zero = Claim(
        "c1", "state",
        _evidence("state", "no civilians, 0 in all, died on Thursday when an arms store of the Upland Front blew up"),
        "other_violence", "asserted", Party("the Upland Front", "OTHER"), None, _NEAR, date=_WHEN,
        quantities=(_number("state", "killed", "0", 0, 0, "civilians"),),
        attribution=(Source("A military source", "military source", "unnamed_official"),),
    )  # fmt: skip
    word = Claim(
        "c1", "odd", _evidence("odd", "Several people were hurt in <b>Marn</b> province"), "attack", "uncertain", None,
        Party("people", "CIVILIANS"), _MARN, date=_MARCH,
        quantities=(_number("odd", "injured", "Several", None, None),),
        attribution=(Source("residents", "residents", "local_source"),),
    )  # fmt: skip
    bare = Claim("c1", "bare", _evidence("bare", "A statement spoke of an attack."), "attack")
    return tuple(sorted((strike, copied, update, denial, zero, word, bare), key=lambda c: c.key))


def _kelvan() -> Assessment:
    relief = Root("r1", "Kelvan Civil Relief", "monitor_ngo", None, ("copy1#c1", "wire1#c1", "wire2#c1"))
    command = Root("r2", "Tessaran Joint Command", "state_official", "OTHER", ("wire2#c2",))
    source = Root("r3", "military source", "unnamed_official", "SYRIA_GOV", ("state#c1",))
    killed = Range(
        "killed", "all", 0, 21, None, (), ("low 0: military source", "high 21: Kelvan Civil Relief"),
        ("state#c1", "wire1#c1", "wire2#c1"),
    )  # fmt: skip
    hurt = Range("injured", "all", 31, 31, 31, ("dozens",), ("31: Kelvan Civil Relief",), ("wire1#c1", "wire2#c1"))
    return Assessment(
        "incident-1", "Explosion, Kelvan", "air_strike", _KELVAN, _WHEN,
        (
            Account("copy1#c1", "copy1", "Northgate Times", "r1", ("Kelvan Civil Relief", "Northgate Times"),
                    "wire1#c1", "wire1"),
            Account("state#c1", "state", "State Bulletin", "r3", ("military source", "State Bulletin")),
            Account("wire1#c1", "wire1", "Meridian Wire", "r1", ("Kelvan Civil Relief", "Meridian Wire")),
            Account("wire2#c1", "wire2", "Meridian Wire", "r1", ("Kelvan Civil Relief", "Meridian Wire")),
            Account("wire2#c2", "wire2", "Meridian Wire", "r2", ("Tessaran Joint Command", "Meridian Wire")),
        ),
        (relief, command, source),
        (
            Reliance("Meridian Wire", "Kelvan Civil Relief", "says", "wire1"),
            Reliance("Northgate Times", "Meridian Wire", "copies", "copy1"),
            Reliance("Meridian Wire", "Tessaran Joint Command", "says", "wire2"),
            Reliance("Tessaran Joint Command", "Kelvan Civil Relief", "denies", "wire2"),
            Reliance("State Bulletin", "military source", "says", "state"),
        ),
        (killed, hurt), killed,
        (
            Disagreement("perpetrator", "Two parties are named.", (
                Side("Tessaran jets", ("copy1#c1", "wire1#c1"), ("r1",)),
                Side("the Upland Front", ("state#c1",), ("r3",)),
            )),
            Disagreement("number", "0 against 21", (
                Side("21", ("wire1#c1", "wire2#c1"), ("r1", "r4")), Side("0", ("state#c1",), ("r3",)),
            )),
            Disagreement("responsibility_denied", "The Joint Command denies it.", (
                Side("Tessaran jets hit the market", ("wire1#c1",), ("r1",)), Side("denied", ("wire2#c2",), ("r2",)),
            )),
        ),
        (Revision("r1", "killed", "all", ("at least 11 (14 March)", "21 (17 March)"), ("wire1#c1", "wire2#c1")),),
        (Finding("parts", "15 + 4 = 19, stated 21", "open", ("wire2#c1",)),),
        Grade("contested", "two parties are blamed", (
            Step("Confirmed", "not met", "nobody accepts responsibility"),
            Step("Contested", "met", "two parties are blamed"),
            Step("Weak", "not reached", "an earlier rule was met"),
        ), "contested_strike", "F6"),
        "1",
    )  # fmt: skip


def _small(name: str, key: str, place: PlaceRef | None, when: When | None, words: tuple[str, ...]) -> Assessment:
    document = key.split("#", maxsplit=1)[0]
    found = Range("injured", "all", None, None, None, words, (), (key,)) if words else None
    return Assessment(
        f"incident-{name}", f"Attack, {name}", "attack", place, when,
        (Account(key, document, "an outlet", f"root-{name}", ("residents", "an outlet")),),
        (Root(f"root-{name}", "residents", "local_source", None, (key,)),), (), (found,) if found else (), found,
        (), (), (), Grade("ungraded", "no rule fits", (), None, "F6"), "1",
    )  # fmt: skip


def results() -> Results:
    """Three incidents: one rich, one with words for numbers in a province, one with nothing stated."""
    link = Link(
        "state#c1", "wire1#c1", 0.82,
        (Reason("place", "both in Kelvan", 1.2), Reason("number", "0 against 11", -0.4)),
    )  # fmt: skip
    rich = Incident("incident-1", ("copy1#c1", "state#c1", "wire1#c1", "wire2#c1", "wire2#c2"), (link,), "1")
    return Results(
        documents(), (CopyGroup("wire1", (CopyMember("copy1", "trimmed", 0.98),)),), claims(),
        (rich, Incident("incident-bare", ("bare#c1",)), Incident("incident-odd", ("odd#c1",))),
        (_kelvan(), _small("bare", "bare#c1", None, None, ()), _small("odd", "odd#c1", _MARN, _MARCH, ("several",))),
        (Rejected("reports/photo.jpg", "read", "not text: it begins like a JPEG picture"),), "0.0.1", "abc123", "1",
    )  # fmt: skip


def many(count: int) -> Results:
    """The rich incident again and again, a day later each time, with documents and claims of its own."""
    base = results()
    rich = base.assessments[0]
    assessments, made, texts, incidents = [], [], [], []
    for n in range(count):
        day = date.fromordinal(DAY.toordinal() + n % 200)
        rename = {d.id: f"{d.id}-{n}" for d in base.documents}

        def moved(key: str, rename: dict[str, str] = rename) -> str:
            document, _, claim = key.partition("#")
            return f"{rename[document]}#{claim}"

        texts.extend(replace(d, id=rename[d.id], copy_of=None) for d in base.documents)
        for claim in base.claims:
            spans = tuple(replace(e, document_id=rename[claim.document_id]) for e in claim.evidence)
            made.append(replace(claim, document_id=rename[claim.document_id], evidence=spans))
        accounts = tuple(
            replace(a, claim=moved(a.claim), document_id=rename[a.document_id], repeats=None, copy_of=None)
            for a in rich.accounts
        )
        disagreements = tuple(
            replace(d, sides=tuple(replace(s, claims=tuple(map(moved, s.claims))) for s in d.sides))
            for d in rich.disagreements
        )
        assessments.append(replace(
            rich, incident=f"incident-{n:04}", headline=f"Explosion {n}, Kelvan", date=When(day, day),
            accounts=accounts, disagreements=disagreements,
        ))  # fmt: skip
        incidents.append(Incident(f"incident-{n:04}", tuple(a.claim for a in accounts)))
    return replace(
        base, documents=tuple(texts), claims=tuple(made), assessments=tuple(assessments), incidents=tuple(incidents),
    )  # fmt: skip
