"""The weights of linking: one row a feature, with what it says when it speaks. Change a weight here only.

Method: an additive table of evidence in the manner of record linkage (Fellegi and Sunter 1969), weights set by
hand and checked by cross-validation on annotated incidents (eval/incidents.py).
"""

from dataclasses import dataclass

VERSION = "link-1"
THRESHOLD = 3.5  # least score of a link
AVERAGE = 0.6  # least mean score over all pairs of two groups that are to be one
CONFLICTING = 0.5  # two groups stay apart when more than this share of their pairs conflicts


@dataclass(frozen=True, slots=True)
class Row:
    """A feature: its weight, what it says (its values filled in), and whether it speaks against one incident."""

    weight: float
    says: str
    conflict: bool = False


TABLE: dict[str, Row] = {
    # where
    "place.same": Row(2.0, "both: {}"),
    "place.alike": Row(2.0, "{} and {} look like one name"),
    "place.same_wide": Row(1.4, "both: {}, a wide area"),
    "place.listed": Row(1.3, "{} is named by both"),
    "place.within": Row(0.4, "{} may lie in {}"),
    "place.near": Row(2.0, "{} km apart"),
    "place.far": Row(-3.5, "{} km apart", conflict=True),
    "place.differ": Row(-1.8, "{} against {}, same province", conflict=True),
    "place.differ_admin": Row(-3.2, "{} against {}, not one province", conflict=True),
    "place.differ_country": Row(-4.0, "{} against {}, not one country", conflict=True),
    # when
    "date.same_day": Row(2.0, "same day, {}"),
    "date.overlap": Row(1.5, "the days overlap: {} and {}"),
    "date.overlap_wide": Row(0.2, "wide intervals overlap: {} and {}"),
    "date.next_day": Row(-0.4, "a day apart: {} and {}"),
    "date.near": Row(-1.6, "{} days apart", conflict=True),
    "date.apart": Row(-4.0, "{} days apart", conflict=True),
    "date.fits": Row(0.4, "one without a date, published in those days"),
    "date.unlike": Row(-0.8, "one without a date, published {} days off"),
    "date.published_together": Row(0.1, "no dates, published within {} days"),
    "date.published_apart": Row(-1.5, "no dates, published {} days apart"),
    "date.unknown": Row(-0.45, "nothing says when one of them was"),
    "date.none": Row(-1.5, "nothing says when"),
    # what
    "type.same": Row(1.0, "both: {}"),
    "type.rare": Row(1.9, "both: {}, seldom told, in the same days"),
    "type.kin": Row(0.0, "{} and {} may be one act"),
    "type.differ": Row(-2.0, "{} against {}", conflict=True),
    "type.toll": Row(-1.6, "a toll over a period against a single {}", conflict=True),
    "type.nothing": Row(-4.0, "a day without strikes against an event", conflict=True),
    "stance.planned": Row(-1.6, "a plan against an act"),
    "stance.denies": Row(1.6, "one denies what the other says of {}"),
    "stance.denies_stated": Row(6.0, "one is marked as the denial of the other"),
    # who and whom
    "actor.same": Row(0.5, "both: {}"),
    "actor.differ": Row(-0.5, "{} against {}"),
    "target.same": Row(0.3, "both hit: {}"),
    "target.words": Row(0.5, "the same target words: {}"),
    "target.differ": Row(-0.5, "hit: {} against {}"),
    # how many
    "number.same": Row(0.8, "both: {}"),
    "number.pattern": Row(2.5, "several telling numbers in common: {}"),
    "number.close": Row(0.4, "{} against {}, close"),
    "number.differ": Row(-0.3, "{} against {}"),
    "number.far": Row(-1.0, "{} against {}, far apart"),
    "voice.other_numbers": Row(-2.5, "{} in two reports with other numbers and no common day"),
    # words
    "words.shared": Row(1.0, "words of the evidence shared: {}"),
    "words.none": Row(-0.3, "hardly a telling word shared"),
    "detail.shared": Row(0.65, "both tell of: {}"),
    "detail.differ": Row(-0.4, "{} against {}"),
    # the pair
    "pair.one_document": Row(-0.7, "two accounts of one document"),
    "pair.same_stated": Row(5.0, "the report tells both as one act"),
    "pair.points_back": Row(2.8, "one points back to an act that the report has told of"),
    "pair.own_voice": Row(-0.9, "one of them is the document's own voice"),
    "pair.vague": Row(-0.95, "neither has a fine place and a date"),
}
