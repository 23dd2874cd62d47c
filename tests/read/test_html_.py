"""Web pages: text, headline, what the page says of itself; nothing is guessed from today's date."""

from datetime import date

from claimtrail.read import read

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Shells hit Kelvan | The Post</title>
<meta property="og:title" content="Shells hit Kelvan"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://post.example/2024/03/05/shells"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Shells hit Kelvan</h1>
<p>At least 12 people were killed when shells hit the market of Kelvan on Tuesday, the district hospital said.</p>
<p>Medics said 5 children were among the dead &amp; the wounded; the army denied firing.</p></article>
<footer>Copyright 2024 The Post. All rights reserved.</footer></body></html>"""


def page(tmp_path, content, name="a.html"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return next(iter(read([str(path)])))


def test_text_and_metadata(tmp_path):
    document = page(tmp_path, PAGE)
    assert document.title == "Shells hit Kelvan"
    assert document.body.startswith("At least 12 people")
    assert "dead & the wounded" in document.body
    assert "Copyright" not in document.text
    assert (document.outlet, document.author, document.language) == ("The Post", "Ann Lee", "en")
    assert document.url == "https://post.example/2024/03/05/shells"
    assert (document.published.day, document.published.basis) == (date(2024, 3, 5), "meta")
    assert [d.basis for d in document.dates] == ["meta", "url"]


def test_a_page_is_known_by_its_content(tmp_path):
    assert page(tmp_path, PAGE, "report.txt").media_type == "text/html"
    assert page(tmp_path, "<!-- " * 3 + "--><!-- x -->" * 3000 + "no page", "b.txt").media_type == "text/plain"


def test_the_charset_that_a_page_declares_is_used(tmp_path):
    content = PAGE.replace("<title>", '<meta charset="iso-8859-1"><title>').replace("Ann Lee", "José Peña")
    document = page(tmp_path, content.encode("latin-1"))
    assert document.author == "José Peña"
    assert document.extra["encoding"] == "cp1252"


def test_no_date_is_invented(tmp_path):
    body = "<p>Shells hit the town at noon, medics said on Monday.</p>"
    assert page(tmp_path, f"<html><body>{body}</body></html>").dates == ()
