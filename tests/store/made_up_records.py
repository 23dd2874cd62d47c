"""A small invented war for the store's tests."""

from datetime import date

from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.documents import CopyGroup, CopyMember, Dated, Document
from claimtrail.model.incidents import Account, Assessment, Grade, Incident, Range, Root
from claimtrail.model.spans import Evidence, Span
from claimtrail.store import Reading
from claimtrail.store.rows import input_digest

TEXT = "Shelling in Kelvan\nResidents of Kelvan said shells killed 17 people on Monday. “Nobody” came, 死 they said."


def report(number=1, text=TEXT, **fields):
    """A document."""
    end = text.find("\n")
    return Document(
        id=f"doc-{number}", text=text, title_end=end, outlet="Upland Post", name=f"{number}.txt", sha256="ab",
        published=Dated(date(2031, 5, 6), "listed"), language="en", **fields,
    )  # fmt: skip


def claim(document, number=1, quote="shells killed 17 people on Monday", killed=17):
    """A claim with every slot of use here."""
    start = document.text.index(quote)
    return Claim(
        id=f"c{number}",
        document_id=document.id,
        evidence=(Evidence(document.id, Span(start, start + len(quote)), quote),),
        event_type="shelling",
        target=Party("people", "CIVILIANS"),
        place=PlaceRef("Kelvan", "Upland", "XX", lat=1.5, lon=2.5),
        date=When(date(2031, 5, 5), date(2031, 5, 5), "Monday"),
        quantities=(Quantity("killed", killed, killed, str(killed)),),
        attribution=(Source("Residents", "residents", "local_source"), Source("Wire", "Wire", "news_media")),
    )


def reading(document, claims=None, rejected=(), made_by="v1"):
    """What a run made of it."""
    found = (claim(document),) if claims is None else tuple(claims)
    return Reading(document, found, tuple(rejected), input_digest(document), made_by)


def incident(*keys, number=1):
    """An incident of these claims with its assessment."""
    root = Root("r1", "residents", "local_source", None, keys)
    accounts = tuple(Account(k, k.partition("#")[0], "Upland Post", "r1", ("residents", "Upland Post")) for k in keys)
    killed = Range("killed", "all", 17, 21, 17, (), (), keys)
    assessment = Assessment(
        f"i{number}", "Shelling, Kelvan", "shelling", PlaceRef("Kelvan"), When(date(2031, 5, 5), date(2031, 5, 5)),
        accounts, (root,), (), (killed,), killed, (), (), (), Grade("weak", "one source", (), None, "F6"), "m1",
    )  # fmt: skip
    return Incident(f"i{number}", tuple(sorted(keys))), assessment


def copies():
    """doc-2 copies doc-1."""
    return [CopyGroup("doc-1", (CopyMember("doc-2", "trimmed", 0.75),))]
