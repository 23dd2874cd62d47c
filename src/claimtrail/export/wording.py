"""Values of the model in the plain words of the report: numbers, dates, kinds. Nothing is guessed here."""

from datetime import date

from claimtrail.model.claims import Claim, Party, Quantity, When
from claimtrail.model.incidents import Range

EVENTS = {
    "air_strike": "air strike", "shelling": "shelling", "ied": "bomb or mine", "suicide_bomb": "suicide bombing",
    "chemical_weapon": "chemical weapon", "armed_clash": "fighting", "attack": "attack",
    "territory_gained": "ground taken", "abduction": "abduction or arrest", "supply": "supply or transport",
    "shootdown": "aircraft downed", "withdrawal": "withdrawal", "agreement": "agreement",
    "toll": "toll over a period", "other_violence": "other violence",
}  # fmt: skip
SOURCE_KINDS = {
    "state_official": "state official", "state_media": "state media", "armed_group": "armed group",
    "monitor_ngo": "monitor or aid group", "news_media": "news medium", "intl_org": "international organisation",
    "local_source": "local source", "unnamed_official": "unnamed official", "other": "other source",
    "outlet": "the outlet’s own word",
}  # fmt: skip
SIDES = {
    "RUSSIA": "Russia", "USA": "United States", "US_COALITION": "US-led coalition",
    "SYRIA_GOV": "Syrian government", "IRAQ_GOV": "Iraqi government", "SDF": "SDF",
    "KURDS_IRAQ": "Kurdish forces of Iraq", "TURKEY": "Turkey", "ISRAEL": "Israel", "IRAN": "Iran",
    "HEZBOLLAH": "Hezbollah", "ISIS": "Islamic State", "NUSRA": "Nusra Front", "OPPOSITION": "opposition groups",
    "ARMED_UNSPEC": "unspecified armed group", "CIVILIANS": "civilians", "SAUDI_COALITION": "Saudi-led coalition",
    "HOUTHIS": "Houthis", "UKRAINE": "Ukraine", "HAMAS": "Hamas", "RSF": "Rapid Support Forces",
    "SAF": "Sudanese army", "TALIBAN": "Taliban", "AFGHAN_GOV": "Afghan government", "JORDAN": "Jordan",
    "LEBANON": "Lebanon", "UN": "United Nations", "INFRASTRUCTURE": "infrastructure", "OTHER": "another party",
}  # fmt: skip
MEASURES = {"strikes": "strikes", "targets": "targets hit", "taken": "taken", "other": "counted"}
GRADES = {
    "confirmed": "Confirmed", "fair": "Fair", "weak": "Weak", "contested": "Contested",
    "discounted": "Discounted", "ungraded": "Not graded",
}  # fmt: skip
STATUS = {
    "declared_strike": "declared strike", "likely_strike": "likely strike", "contested_strike": "contested strike",
    "single_source_claim": "single-source claim",
}  # fmt: skip
DISAGREEMENTS = {
    "number": "Number", "perpetrator": "Who did it", "responsibility_denied": "Denial", "place": "Place",
    "date": "Date", "victim_status": "Who was hit", "whether_it_happened": "Whether it happened",
}  # fmt: skip
FINDINGS = {
    "parts": "parts and whole", "log": "entries of a log", "overlap": "overlapping counts", "count": "count",
}  # fmt: skip
DATE_BASIS = {
    "listed": "listed with the report", "dateline": "date line in the text", "meta": "data of the page",
    "url": "address of the page", "file": "the file’s own date",
}  # fmt: skip
# The noun says it all: "12 rockets", not "12 rockets munitions".
_COUNTS_OF_THEMSELVES = ("sorties", "strikes", "munitions", "targets", "other")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALIFIERS = ("about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated", "estimated")


def number(value: int) -> str:
    """1234567 as 1,234,567."""
    return f"{value:,}"


def counted(value: int, noun: str, plural: str = "") -> str:
    """A count with its noun: 1 report, 3 reports."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """["a", "b", "c"] as "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def ends(low: int | None, high: int | None) -> str | None:
    """An interval of numbers in words, or None when both ends are open."""
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    return None if high is None else f"up to {number(high)}"


def amount(quantity: Quantity) -> str | None:
    """The number of a quantity as the source qualified it, or None for a word without a number ("dozens")."""
    words = ends(quantity.low, quantity.high)
    if words is not None and quantity.low == quantity.high:
        said = quantity.text.lower()
        hedge = next((q for q in _QUALIFIERS if said.startswith(q + " ")), None)
        return f"{hedge} {words}" if hedge else words
    return words


def measure(name: str, group: str | None = None) -> str:
    """What is counted: "killed", "children killed", "vehicles destroyed"."""
    word = MEASURES.get(name, name)
    if not group or group in ("all", word):
        return word
    return group if name in _COUNTS_OF_THEMSELVES else f"{group} {word}"


def spread(found: Range | None) -> str | None:
    """The range of a measure in words, or None where nobody gives a number."""
    return None if found is None else ends(found.low, found.high)


def day(value: date, year: bool = True) -> str:
    """14 Mar 2019."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def month(value: date) -> str:
    """Mar 2019."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def interval(when: When | None) -> str | None:
    """The days of an event: one day, a whole month or year by its name, or both ends."""
    if when is None:
        return None
    start, end = when.start, when.end
    if start == end:
        return day(start)
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        whole = start.day == 1 and (end.day == 31 or _next(end).day == 1)
        return month(end) if whole else f"{start.day}–{end.day} {month(end)}"
    return f"{day(start, start.year != end.year)} – {day(end)}"


def _next(value: date) -> date:
    return value if value == date.max else date.fromordinal(value.toordinal() + 1)


def party(who: Party | None) -> str | None:
    """A party as the source names it, or the side when it gives no name."""
    if who is None:
        return None
    return who.text or SIDES.get(who.code or "", who.code or "")


def side(code: str | None) -> str:
    """A side's code in words."""
    return SIDES.get(code or "", (code or "").replace("_", " ").title())


def label(table: dict[str, str], key: str | None) -> str:
    """The words for a key, or the key itself with blanks where a newer one is not known here."""
    return table.get(key or "", (key or "").replace("_", " "))


def title(claim: Claim) -> str:
    """The kind of event of a claim in words."""
    return label(EVENTS, claim.event_type)
