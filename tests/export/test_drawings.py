"""Map, timeline, chain and strip: honest marks, whole XML, nothing outside the frame."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import made_up_results as made
import pytest

from claimtrail.export import svg_chain, svg_map, svg_strip, svg_timeline
from claimtrail.model.claims import PlaceRef, Quantity
from claimtrail.model.incidents import Range, Reliance


def pin(name, lat, lon, precision="settlement", count=1):
    return svg_map.Pin(PlaceRef(name, name=name, lat=lat, lon=lon, precision=precision), count, "#i1")


def event(day, name="Attack", days=0, grade="weak"):
    return svg_timeline.Event(day, day + timedelta(days=days), name, "#i1", grade, (day,))


def drawn(svg):
    """The drawing as XML; it must be well formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves a line above


def texts(svg):
    return ["".join(t.itertext()) for t in drawn(svg).iter("text")]


@pytest.mark.parametrize(
    ("precision", "mark"),
    [("settlement", "m-pt"), ("site", "m-pt"), ("near", "m-soft"), ("adm2", "m-soft"), (None, "m-soft"),
     ("adm1", "m-area"), ("country", "m-area")],
)  # fmt: skip
def test_a_filled_point_only_for_a_place_that_can_be_pointed_at(precision, mark):
    marks = {"m-pt", "m-soft", "m-area"}
    svg = svg_map.draw([pin("Kelvan", 36.2, 37.1, precision)])
    assert {e.get("class") for e in drawn(svg).iter()} & marks == {mark}


@pytest.mark.parametrize(
    "points",
    [
        [(36.2, 37.1)],
        [(36.2, 37.1), (36.2, 37.1)],
        [(0, 0)],
        [(89.9, -179.9), (-89.9, 179.9)],
        [(15.6, 32.5), (48, 37)],
    ],
)
def test_every_mark_and_label_lies_inside_the_frame(points):
    svg = svg_map.draw([pin(f"A place with a long name {n}", lat, lon) for n, (lat, lon) in enumerate(points)])
    for frame in drawn(f"<maps>{svg}</maps>"):
        height = float(frame.get("viewBox").split()[3])
        for circle in frame.iter("circle"):
            assert 0 <= float(circle.get("cx")) <= 384
            assert 0 <= float(circle.get("cy")) <= height
        assert all(0 <= float(t.get("x")) <= 384 for t in frame.iter("text"))


def test_places_far_apart_get_maps_of_their_own_so_that_neighbours_stay_apart():
    near = [pin("Al-Bab", 36.4, 37.5), pin("Kirkuk", 35.5, 44.4)]
    assert svg_map.draw([*near, pin("Omdurman", 15.6, 32.5)]).count("<svg") == 2
    assert svg_map.elsewhere([*near, pin("Omdurman", 15.6, 32.5)]) == []


def test_places_beyond_three_maps_are_named_in_a_list():
    pairs = [pin(f"Far {n}{side}", n % 2, n * 20 + n % 2, count=9 - n) for n in range(5) for side in "ab"]
    pairs = [replace(p, place=replace(p.place, lat=p.place.lat + (p.name[-1] == "b"))) for p in pairs]
    assert svg_map.draw(pairs).count("<svg") == 3
    assert [p.name for p in svg_map.elsewhere(pairs)] == ["Far 3a", "Far 3b", "Far 4a", "Far 4b"]


def test_a_lone_place_far_off_gets_no_map_when_others_are_left_out_too():
    near = [pin("Al-Bab", 36.4, 37.5), pin("Kirkuk", 35.5, 44.4)]
    far = [pin("Washington", 38.9, -77.0), pin("Moscow", 55.8, 37.6)]
    assert svg_map.draw([*near, *far]).count("<svg") == 1
    assert [p.name for p in svg_map.elsewhere([*near, *far])] == ["Moscow", "Washington"]


def test_marks_that_would_hide_each_other_become_one_that_says_so():
    crowd = [pin("Aleppo", 36.2, 37.16, count=3), pin("Hreitan", 36.21, 37.17), pin("Aden", 30.0, 40.0)]
    svg = svg_map.draw(crowd)
    assert "Aleppo and 1 more, 4 incidents" in svg
    assert svg.count('class="m-pt"') == 2


def test_labels_never_lie_on_each_other_when_places_crowd():
    svg = svg_map.draw([pin(f"Town {n}", 36 + n % 5 / 50, 37 + n // 5 / 50) for n in range(40)])
    boxes = []
    for text in drawn(svg).iter("text"):
        if (text.get("class") or "") == "halo":
            width = len(text.text) * 6.3
            left = float(text.get("x")) - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor")]
            boxes.append((left, float(text.get("y")), width))
    assert boxes
    for n, (x, y, width) in enumerate(boxes):
        assert not any(x < x2 + w2 and x2 < x + width and abs(y - y2) < 12 for x2, y2, w2 in boxes[n + 1 :])


def test_a_name_cannot_break_out_of_the_drawing():
    svg = svg_map.draw([pin('</text><script>"&', 36.2, 37.1)])
    assert "<script>" not in svg
    assert drawn(svg) is not None


def test_a_timeline_has_a_lane_an_incident_while_they_are_few():
    few = [event(date(2019, 3, n + 1), f"Attack {n}") for n in range(5)]
    assert {f"Attack {n}" for n in range(5)} <= set(texts(svg_timeline.draw(few, 820)))
    assert svg_timeline.draw([], 820) == ""


@pytest.mark.parametrize(("step", "each"), [(1, "a day"), (9, "a week"), (40, "a month"), (400, "a year")])
def test_many_incidents_become_bars_as_wide_as_their_span_asks_for(step, each):
    events = [event(date(1990, 1, 1) + timedelta(days=n * step)) for n in range(30)]
    svg = svg_timeline.draw(events, 820)
    assert f"Incidents {each}" in texts(svg)
    for rect in drawn(svg).iter("rect"):
        assert float(rect.get("x")) + float(rect.get("width")) <= 821
        assert float(rect.get("y")) >= 0


@pytest.mark.parametrize("width", [820, 358])
def test_no_date_on_the_axis_is_cut_off(width):
    for events in ([event(date(2019, 3, 1)), event(date(2019, 3, 31))], [event(date(2011, 1, 1), days=2900)]):
        for text in drawn(svg_timeline.draw(events, width)).iter("text"):
            if text.get("class") == "t3" and text.get("y") == "12":
                assert float(text.get("x")) + 6 * len(text.text) <= width + 6


def test_the_chain_runs_from_the_root_to_the_copy_and_a_denial_ends_in_a_bar():
    svg = svg_chain.draw(made.results().assessments[0], str)
    boxes = {g.find("title").text: float(g.find("rect").get("x")) for g in drawn(svg).iter("g")}
    assert boxes["Kelvan Civil Relief"] < boxes["Meridian Wire"] < boxes["Northgate Times"]
    assert 'class="e-stop"' in svg
    assert 'class="e-copy"' in svg
    assert "Northgate Times copies Meridian Wire" in drawn(svg).find("desc").text


def test_two_who_rely_on_each_other_do_not_hang_the_drawing():
    around = (Reliance("A", "B", "says", "d"), Reliance("B", "A", "says", "d"), Reliance("C", "C", "says", "d"))
    svg = svg_chain.draw(replace(made.results().assessments[0], reliance=around), str)
    assert drawn(svg) is not None


def test_a_strip_is_drawn_only_where_numbers_can_be_compared():
    one, two = Quantity("killed", 11, None, "at least 11"), Quantity("killed", 21, 21, "21")
    assert svg_strip.Scale.of([one], None) is None
    scale = svg_strip.Scale.of([one, two], Range("killed", "all", 11, 21, None, (), (), ()))
    assert scale.top == 25
    least = svg_strip.strip([svg_strip.Figure(11, None)], scale, party=False)
    assert re.search(r'class="open"', least), "an open end is an arrow"
    assert 'class="party"' in svg_strip.strip([svg_strip.Figure(21, 21)], scale, party=True)
    assert 'class="blank"' in svg_strip.strip([], scale, party=False)
