"""The report as a file: complete, the same every time, safe with hostile input, and small."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import made_up_results as made
import pytest

from claimtrail.errors import ClaimtrailError
from claimtrail.export import write_report
from claimtrail.model.results import Results

VOID = {"meta", "link", "br", "input", "img", "hr"}


class Page(HTMLParser):
    """Collects what the tests ask for, and checks that every element is closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.hrefs, self.tags, self.attributes = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value))
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.hrefs.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def written(results: Results, folder: Path) -> str:
    write_report(results, folder / "report.html")
    return (folder / "report.html").read_text("utf-8")


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    assert not page.open
    return page


@pytest.fixture
def html(tmp_path):
    return written(made.results(), tmp_path)


def text_of(html: str) -> str:
    """What a reader sees of a page or a part of it."""
    seen = html.split("</style>")[-1].split("<script>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen))


def section(html: str, anchor: str) -> str:
    return html.split(f'id="{anchor}"')[1].split("</section>")[0]


def row(html: str, words: str) -> str:
    return next(r for r in re.findall(r'<tr id="i\d+-a\d+">.*?</tr>', html, re.S) if words in r)


def test_the_same_results_give_the_same_bytes(tmp_path):
    write_report(made.results(), tmp_path / "one" / "report.html")
    write_report(made.results(), tmp_path / "two" / "report.html")
    assert (tmp_path / "one/report.html").read_bytes() == (tmp_path / "two/report.html").read_bytes()


def test_the_page_is_well_formed_and_every_link_inside_it_has_its_target(html):
    page = parsed(html)
    assert len(page.ids) == len(set(page.ids))
    inner = {h[1:] for h in page.hrefs if h.startswith("#")}
    assert inner <= set(page.ids)


def test_nothing_is_fetched_and_the_policy_forbids_it(html):
    assert "default-src 'none'" in html
    page = parsed(html)
    assert not {"img", "link", "iframe", "object", "embed", "form"} & set(page.tags)
    fetched = [v for tag, name, v in page.attributes if name in ("src", "srcset", "action", "data", "style")]
    assert fetched == []
    assert "url(http" not in html
    assert "@import" not in html


def test_hostile_titles_outlets_and_texts_are_shown_as_text(html):
    page = parsed(html)
    assert page.tags.count("script") == 1
    assert "&lt;script&gt;alert(" in html
    assert "Odd &amp; Sons &lt;i&gt;" in html
    assert "&lt;b&gt;Marn&lt;/b&gt;" in html
    assert not [v for _, name, v in page.attributes if name.startswith("on")]


def test_an_address_that_is_not_a_web_page_is_no_link(html):
    assert "javascript:alert(1)" in html
    assert not [h for h in parsed(html).hrefs if h.startswith("javascript")]


def test_the_head_counts_what_was_read_and_what_was_not(html):
    words = text_of(html)
    assert "Reports read 6 1 of them a copy of another" in words
    assert "Claims 7 one source’s account of one event; 1 is a denial" in words
    assert "Incidents 3 1 with accounts that disagree" in words
    assert "not text: it begins like a JPEG picture read 1 reports/photo.jpg" in words
    assert "claimtrail 0.0.1" in words


def test_a_number_leads_to_its_sentence_with_offsets_name_and_hash(html):
    target = re.search(r'class="num" href="#(i\d+-e\d+)">at least 11</a>', html)
    evidence = html.split(f'id="{target[1]}"')[1].split("</tr>")[0]
    assert "<mark>at least 11</mark>" in evidence
    assert "characters 21–121 and 122–150" in evidence
    assert "reports/wire1.txt" in evidence
    assert f"{5:064x}"[:16] in evidence
    assert "Shops stayed shut" in evidence.split("</b>")[-1], "the context after the quote is there, outside the quote"
    assert "made by toll_before, said_after" in evidence


def test_four_kinds_of_nothing_look_different(html):
    assert re.search(r'class="num" href="[^"]+">0</a>', html)
    assert re.search(r'class="num is-word" href="[^"]+">“Dozens”</a>', html)
    assert '<span class="none">not stated</span>' in row(html, "denied")
    assert "p-none" in section(html, "i3")
    assert "not on the map" in text_of(section(html, "i3"))


def test_a_denial_is_worded_not_and_hatched_and_never_struck_through(html):
    denied = row(html, "denied")
    assert re.search(r'class="[^"]*is-denied[^"]*"><span>.*?<b>not</b> Tessaran jets', denied)
    assert re.search(r'class="[^"]*is-denied[^"]*"><span><b>no</b> air strike', denied)
    assert not {"s", "del", "strike"} & set(parsed(html).tags)
    assert "line-through" not in html


def test_a_copy_has_no_row_of_its_own_but_is_named_in_the_row_it_copies(html):
    shown = section(html, "i2").split("</table>")[0]
    assert "copied by R1 Northgate Times, 98% of its text" in shown
    assert not re.search(r'class="from"><a [^>]*>R1 Northgate', shown)


def test_accounts_stand_under_the_root_they_rest_on_independent_ones_first(html):
    roots = re.findall(r'<tr class="root">.*?<b>(.*?)</b> <span class="who">(.*?)</span>', section(html, "i2"), re.S)
    assert [name for name, _ in roots] == ["Kelvan Civil Relief", "Tessaran Joint Command", "military source"]
    assert "independent of the parties" in roots[0][1]
    assert "speaks for a party" in roots[1][1]


def test_an_official_of_a_side_not_known_is_not_called_independent(tmp_path):
    results = made.results()
    unknown = tuple(
        replace(a, roots=tuple(replace(r, party=None) if r.kind == "unnamed_official" else r for r in a.roots))
        for a in results.assessments
    )
    html = section(written(replace(results, assessments=unknown), tmp_path), "i2")
    assert re.search(r'<use href="#s-party"/></svg><b>military source</b> <span class="who">[^<]*side not known', html)


def test_disagreements_show_both_sides_with_their_sentences(html):
    shown = text_of(section(html, "i2").split('class="differ"')[1].split("</table>")[0])
    assert "Two parties are named." in shown
    assert "the Upland Front military source" in shown
    assert "no civilians, 0 in all, died on Thursday when an arms store" in shown


def test_a_disagreement_quotes_the_sentence_that_holds_the_disputed_number(tmp_path):
    results = made.results()
    strike = next(c for c in results.claims if c.key == "wire1#c1")
    turned = replace(strike, evidence=tuple(reversed(strike.evidence)))
    claims = tuple(turned if c.key == strike.key else c for c in results.claims)
    rich = results.assessments[0]
    number = replace(rich.disagreements[1], sides=(replace(rich.disagreements[1].sides[0], value="at least 11"),))
    html = written(
        replace(results, claims=claims, assessments=(replace(rich, disagreements=(number,)), *results.assessments[1:])),
        tmp_path,
    )
    assert "Relief workers said at least 11 people died" in text_of(
        html.split('class="differ"')[1].split("</table>")[0]
    )


def test_only_the_side_with_fewer_roots_is_marked_as_differing(html):
    assert "differs: " in row(html, ">0</a>").split('data-h="Other"')[0]
    assert "differs: " not in row(html, ">21</a>").split('data-h="Other"')[0]


def test_revisions_sums_grade_and_link_reasons_are_shown(html):
    words = text_of(section(html, "i2"))
    assert "at least 11 (14 March) → 21 (17 March)" in words
    assert "15 + 4 = 19, stated 21" in words
    assert "Rule 2. Contested" in words
    assert "rule 1 not met; rule 3 not reached" in words
    assert "place: both in Kelvan (+1.20)" in words


def test_beyond_the_limit_the_weightiest_are_shown_in_full_and_the_report_says_so(tmp_path):
    write_report(made.many(30), tmp_path / "some.html", most=12)
    html = (tmp_path / "some.html").read_text("utf-8")
    page = parsed(html)
    assert html.count('<section class="inc"') == 12
    assert {h[1:] for h in page.hrefs if h.startswith("#")} <= set(page.ids), "a row stands in for a section"
    assert "12 of 30 incidents are shown in full" in text_of(html)
    assert "claimtrail report --all" in text_of(html)
    write_report(made.many(30), tmp_path / "all.html", most=None)
    assert (tmp_path / "all.html").read_text("utf-8").count('<section class="inc"') == 30


def test_an_incident_of_many_roots_is_shown_before_an_earlier_one_of_few(tmp_path):
    write_report(made.results(), tmp_path / "one.html", most=1)
    (shown,) = re.findall(r'<section class="inc" id="(i\d+)"', (tmp_path / "one.html").read_text("utf-8"))
    roots = [len(a.roots) for a in made.results().assessments]
    assert max(roots) > min(roots)
    assert "Explosion, Kelvan" in text_of(section((tmp_path / "one.html").read_text("utf-8"), shown))


def test_a_joint_account_leads_to_its_parts(tmp_path):
    results = made.results()
    part, whole = results.incidents[0].id, results.incidents[1].id
    tied = tuple(replace(i, parts=(part,)) if i.id == whole else i for i in results.incidents)
    html = written(replace(results, incidents=tied), tmp_path)
    headline = next(a.headline for a in results.assessments if a.incident == part)
    assert re.search(rf'Joint account of <a href="#i\d+">{headline}</a>', html)


def test_a_place_without_coordinates_is_listed_and_not_drawn(html):
    off = html.split('class="offmap"')[1].split("</div>")[0]
    assert "Attack, bare" in off
    assert "place not stated" in off
    drawn = html.split('class="plot is-map"')[1].split("</svg>")[0]
    assert "Kelvan, 1 incident" in drawn
    assert 'class="m-area"' in drawn, "a province is an area, not a point"


def test_a_quote_that_does_not_stand_at_its_offsets_is_said_to_be_wrong(tmp_path):
    results = made.results()
    wrong = tuple(replace(d, text=d.text.replace("Relief", "Ranger")) for d in results.documents)
    assert "the text at these offsets is another" in written(replace(results, documents=wrong), tmp_path)


def test_a_run_without_anything_still_gives_a_page(tmp_path):
    html = written(Results((), (), (), (), (), (), "1", "2", "3"), tmp_path)
    parsed(html)
    assert "No claim was found in the reports." in html


def test_characters_that_utf8_cannot_hold_do_not_stop_the_report(tmp_path):
    results = made.results()
    odd = tuple(replace(d, outlet="Half a pair \ud83d") for d in results.documents)
    assert "Half a pair" in written(replace(results, documents=odd), tmp_path)


def test_three_hundred_incidents_stay_small(tmp_path):
    html = written(made.many(300), tmp_path)
    assert len(html.encode()) < 7_000_000, "1,500 accounts of 1,800 reports"
    assert html.count('<section class="inc"') == 300


def test_an_unwritable_place_gives_one_plain_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ClaimtrailError, match="cannot be written") as caught:
        write_report(made.results(), tmp_path / "file" / "report.html")
    assert "\n" not in str(caught.value)
