"""The report in a real browser: nothing fetched, no errors, no sideways scroll, evidence by click, key and print."""

import time

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

FIRST_NUMBER = "#i2 a.num"
CONTRAST = """
() => {
  const channels = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = channels(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll("main *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest("svg") || !e.getClientRects().length) continue;
    const [a, b] = [luminance(channels(getComputedStyle(e).color)), luminance(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(e.className + " " + e.textContent.slice(0, 30) + " " + ratio.toFixed(2));
  }
  return poor;
}
"""


def opened(browser, address, **options):
    """A page that notes every request and every complaint."""
    page = browser.new_page(**options)
    page.requested, page.complaints = [], []
    page.on("request", lambda r: page.requested.append(r.url))
    page.on("console", lambda m: page.complaints.append(m.text))
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    page.goto(address)
    return page


def evidence(page):
    """The row that the first number of the incident leads to."""
    return page.locator(page.locator(FIRST_NUMBER).first.get_attribute("href"))


@pytest.mark.parametrize("name", ["small", "large"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_request_leaves_the_page_nothing_complains_and_nothing_scrolls_sideways(chromium, reports, name, width):
    page = opened(chromium, reports[name], viewport={"width": width, "height": 844})
    page.locator(FIRST_NUMBER).first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.requested == [reports[name]]
    assert page.complaints == []
    page.close()


def test_evidence_opens_and_closes_on_a_click(chromium, reports):
    page = opened(chromium, reports["small"])
    row = evidence(page)
    assert not row.is_visible()
    page.locator(FIRST_NUMBER).first.click()
    assert row.is_visible()
    assert row.locator("mark").first.is_visible()
    row.locator("a.shut").click()
    assert not row.is_visible()
    page.close()


def test_evidence_opens_by_keyboard_with_the_focus_to_be_seen(chromium, reports):
    page = opened(chromium, reports["small"])
    number = page.locator(FIRST_NUMBER).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if number.evaluate("e => e === document.activeElement"):
            break
    assert number.evaluate("e => e === document.activeElement"), "the number is not reached with the Tab key"
    assert number.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert evidence(page).is_visible()
    assert number.get_attribute("aria-expanded") == "true"
    page.close()


def test_evidence_opens_without_script(chromium, reports):
    page = opened(chromium, reports["small"], java_script_enabled=False)
    page.locator(FIRST_NUMBER).first.click()
    assert evidence(page).is_visible()
    page.close()


def test_all_evidence_and_all_reasons_are_there_in_print(chromium, reports):
    page = opened(chromium, reports["small"])
    page.emulate_media(media="print")
    rows = page.locator("tr.ev")
    assert rows.count() == 6
    assert all(rows.nth(n).is_visible() for n in range(rows.count()))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details .why").first.is_visible()
    page.close()


def test_a_print_in_dark_mode_is_black_on_white(chromium, reports):
    page = opened(chromium, reports["small"], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium, reports, scheme):
    page = opened(chromium, reports["small"], color_scheme=scheme)
    page.locator(FIRST_NUMBER).first.click()
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_the_list_can_be_narrowed_to_rows_with_a_word(chromium, reports):
    page = opened(chromium, reports["large"])
    page.locator("#find").fill("explosion 117,")
    assert page.locator(".list tbody tr:visible").count() == 1
    assert page.locator("#found").text_content() == "1 shown"
    page.close()


def test_a_link_of_the_list_leads_to_its_section_among_hundreds(chromium, reports):
    page = opened(chromium, reports["large"], viewport={"width": 1280, "height": 900})
    page.locator('.list a[href="#i250"]').click()
    page.wait_for_timeout(300)
    assert abs(page.evaluate("document.querySelector('#i250').getBoundingClientRect().top")) < 60
    page.close()


def test_three_hundred_incidents_open_quickly(chromium, reports):
    start = time.monotonic()
    page = opened(chromium, reports["large"])
    page.locator("#i299").scroll_into_view_if_needed()
    assert time.monotonic() - start < 10
    page.close()
