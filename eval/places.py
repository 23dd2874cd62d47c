"""Prints how well places are found and resolved: gold claims, LGL, GeoVirus, strike lines, speed.

Run from the repository root: `python eval/places.py [gold] [lgl] [geovirus] [strikes] [speed] [--errors N]`.
"""

import csv
import json
import math
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from claimtrail.annotate.places import find_places
from claimtrail.annotate.sentences import find_sentences
from claimtrail.lexicon.gazetteer import Gazetteer, Place
from claimtrail.lexicon.gazetteer_file import keep_index_in
from claimtrail.model.documents import Document

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def gazetteer(communities=False):
    """The built-in gazetteer, kept compiled between runs; with the communities of Syria on request."""
    keep_index_in(Path(tempfile.gettempdir()) / "claimtrail-eval")
    built_in = Gazetteer.load()
    if not communities:
        return built_in
    places = []
    with (DATA / "gazetteer" / "syria_communities.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            place = Place(
                f"ocha:{row['PP_PCODE']}", row["PP_NAME_EN"], float(row["lat"]), float(row["lon"]), "SY",
                row["ADM1_EN"], int(float(row["Population"] or 0)), "settlement",
            )  # fmt: skip
            names = {row["PP_NAME_EN"], row["PP_ALT1_EN"], row["PP_ALT2_EN"]} - {""}
            places += [(name, place) for name in sorted(names)]
    return built_in.with_places(places)


def document(title, body):
    """A document of two strings, as the reader makes it."""
    return Document("eval", f"{title}\n{body}", len(title))


def places_of(doc, gaz):
    """All mentions of a document."""
    return find_places(doc, find_sentences(doc), (), gaz)


def km(a, b, c, d):
    """Great-circle distance in kilometres."""
    p, q = math.radians(a), math.radians(c)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def gold(gaz, errors, prefix=""):
    """Recall of the places of gold claims, and agreement on country and division."""
    docs = {}
    for name in ("documents", "more_documents"):
        for line in (DATA / "gold" / f"{name}.jsonl").open(encoding="utf-8"):
            d = json.loads(line)
            docs[d["id"]] = d
    found = total = known = right = admin = admins = 0
    missed, wrong = Counter(), Counter()
    n_mentions = 0
    for name in ("claims", "more_claims"):
        for line in (DATA / "gold" / f"{name}.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            raw = docs[record["doc_id"]]
            doc = document(raw["title"] or "", raw["text"])
            mentions = [m for m in places_of(doc, gaz) if m.role != "part_of_name"]
            n_mentions += len(mentions)
            for place in (c["place"] for c in record["claims"] if c["place"]):
                total += 1
                at, hit = doc.text.find(place["text"]), []
                while at >= 0 and not hit:
                    end = at + len(place["text"])
                    hit = [m for m in mentions if m.span.start < end and at < m.span.end]
                    at = doc.text.find(place["text"], end)
                if not hit:
                    missed[place["text"]] += 1
                    continue
                found += 1
                first = max(hit, key=lambda m: (m.place_id is not None, len(m.span)))
                known += first.place_id is not None
                if place["country"]:
                    same = first.country == place["country"]
                    right += same
                    if not same:
                        wrong[f"{place['text']}: {first.name} {first.country}/{place['country']}"] += 1
                if place["admin1"] and first.admin1:
                    admins += 1
                    admin += similar(first.admin1, place["admin1"])
    print(
        f"{prefix}gold: {total} places, found {found / total:.3f}, with coordinates {known / total:.3f}, "
        f"country right {right / found:.3f}, division right {admin / max(1, admins):.3f} of {admins}, "
        f"{n_mentions} mentions"
    )
    show("missed", missed, errors)
    show("wrong country", wrong, errors)


def similar(left, right):
    """One division in two spellings."""
    from claimtrail.lexicon.names import name_key, rule_key

    a, b = rule_key(name_key(left)), rule_key(name_key(right))
    return a[:4] == b[:4] or a in b or b in a


def toponyms(which):
    """Documents of LGL or GeoVirus: text and (start, end, lat, lon) of each toponym."""
    if which == "lgl":
        for article in ET.parse(DATA / "places" / "lgl.xml").getroot():  # noqa: S314 - our own copy
            tops = []
            for t in article.iter("toponym"):
                tag = t.find("gaztag")
                point = (float(tag.findtext("lat")), float(tag.findtext("lon"))) if tag is not None else (None, None)
                tops.append((int(t.findtext("start")), int(t.findtext("end")), *point))
            yield article.findtext("text"), tops
    else:
        for article in ET.parse(DATA / "places" / "GeoVirus.xml").getroot():  # noqa: S314 - our own copy
            tops = [
                (int(t.findtext("start")), int(t.findtext("end")), float(t.findtext("lat")), float(t.findtext("lon")))
                for t in article.iter("location")
            ]
            yield article.findtext("text"), tops


def toponym_scores(which, gaz, errors):
    """Recognition (overlap) and resolution within 161 km of the recognised toponyms."""
    hit = n_gold = n_found = near = resolved = 0
    missed, extra, far = Counter(), Counter(), Counter()
    for text, tops in toponyms(which):
        mentions = places_of(document("", text), gaz)
        if which != "lgl":  # LGL also tags the place in "Texas Department of Health"
            mentions = tuple(m for m in mentions if m.role != "part_of_name")
        tops = [(start + 1, end + 1, lat, lon) for start, end, lat, lon in tops]  # behind the empty title
        text = f"\n{text}"
        n_gold += len(tops)
        n_found += len(mentions)
        used = set()
        for start, end, lat, lon in tops:
            i = next(
                (i for i, m in enumerate(mentions) if m.span.start < end and start < m.span.end and i not in used), None
            )
            if i is None:
                missed[text[start:end]] += 1
                continue
            used.add(i)
            hit += 1
            if lat is None:
                continue
            resolved += 1
            m = mentions[i]
            if m.lat is not None and km(m.lat, m.lon, lat, lon) <= 161:
                near += 1
            else:
                far[f"{text[start:end]}: {m.name} {m.admin1} {m.country} ({lat:.1f},{lon:.1f})"] += 1
        extra.update(m.text for i, m in enumerate(mentions) if i not in used)
    p, r = hit / max(1, n_found), hit / n_gold
    print(
        f"{which}: {n_gold} toponyms, precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f}, "
        f"within 161 km {near / resolved:.3f} of those found ({near / n_gold:.3f} of all)"
    )
    show("missed", missed, errors)
    show("extra", extra, errors)
    show("far", far, errors)


def strikes(gaz, errors):
    """The normalised place of each line of the daily strike releases."""
    from claimtrail.lexicon.names import name_key, rule_key

    good = total = placed = 0
    bad = Counter()
    with (DATA / "strike_lines" / "strike_lines.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["place"]:
                continue
            total += 1
            mentions = places_of(document("", f"{row['country']}\n{row['line']}"), gaz)
            keys = {rule_key(name_key(n)) for m in mentions for n in (m.text, m.name)}
            ok = rule_key(name_key(row["place"])) in keys
            good += ok
            iso = {"Syria": "SY", "Iraq": "IQ"}.get(row["country"])
            placed += any(m.lat is not None and m.country == iso and m.precision != "country" for m in mentions)
            if not ok:
                bad[f"{row['place']} <- {[m.text for m in mentions[1:]]}"] += 1
    print(
        f"strike lines: {total}, place right {good / total:.4f}, with coordinates in the country {placed / total:.4f}"
    )
    show("wrong", bad, errors)


def speed(gaz):
    """Documents a second, scaled to 400 words."""
    docs = [json.loads(line) for line in (DATA / "news" / "fa_kes.jsonl").open(encoding="utf-8")]
    prepared = [document(d.get("title") or "", d["text"]) for d in docs[:400]]
    split = [(d, find_sentences(d)) for d in prepared]
    words = sum(len(d.text.split()) for d in prepared)
    start = time.process_time()
    for doc, sentences in split:
        find_places(doc, sentences, (), gaz)
    took = time.process_time() - start
    print(f"speed: {words / 400 / took:.0f} documents of 400 words a second and core ({took:.2f} s)")


def show(title, counts, most):
    """The commonest errors."""
    if most and counts:
        print(f"  {title}:", "; ".join(f"{k} x{n}" for k, n in counts.most_common(most)))


def main():
    """Runs the parts named on the command line, or all."""
    args = sys.argv[1:]
    errors = int(args[args.index("--errors") + 1]) if "--errors" in args else 0
    parts = [a for a in args if a in ("gold", "communities", "lgl", "geovirus", "strikes", "speed")]
    gaz = gazetteer()
    for part in parts or ["gold", "communities", "lgl", "geovirus", "strikes", "speed"]:
        if part == "gold":
            gold(gaz, errors)
        elif part == "communities":
            gold(gazetteer(communities=True), errors, "with communities of Syria, ")
        elif part in ("lgl", "geovirus"):
            toponym_scores(part, gaz, errors)
        elif part == "strikes":
            strikes(gaz, errors)
        else:
            speed(gaz)


if __name__ == "__main__":
    main()
