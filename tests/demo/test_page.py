"""The demo's browser reads a page as a visitor without script has it."""

from shinelight.demo import page

PAGE = """<!doctype html><title>Ask</title>
<a href="/staff/requests/7/"><b>STL-2026-000007</b> Quenby</a> <a rel="next" href="?page=2">Next</a>
<script>var hidden = "not text";</script>
<form method="get" action="/search/"><input name="q" value="old"></form>
<form method="post">
  <input type="hidden" name="csrfmiddlewaretoken" value="abc&amp;d">
  <input type="checkbox" name="california_resident"> <input type="radio" name="reply_by" value="EMAIL" checked>
  <input type="radio" name="reply_by" value="POST"> <textarea name="message">as it was</textarea>
  <select name="brand"><option value="">All</option><option value="3" selected>Trail &amp; Wren</option></select>
  <select name="state"><option>CA</option></select>
  <button type="submit" name="go" value="1">Send my request</button>
</form>"""


def test_it_has_the_text_without_what_nobody_sees() -> None:
    read = page.read("http://127.0.0.1/request/", 200, PAGE)
    assert "STL-2026-000007 Quenby" in read.text
    assert "not text" not in read.text


def test_it_has_the_links() -> None:
    links = page.read("http://127.0.0.1/request/", 200, PAGE).links
    assert [(link.href, link.rel, link.text.strip()) for link in links] == [
        ("/staff/requests/7/", "", "STL-2026-000007 Quenby"),
        ("?page=2", "next", "Next"),
    ]


def test_a_form_holds_what_would_be_sent_as_it_is() -> None:
    form = page.read("http://127.0.0.1/request/?from=home", 200, PAGE).form("/request/")
    assert form is not None
    assert form.values == {
        "csrfmiddlewaretoken": "abc&d",
        "reply_by": "EMAIL",
        "message": "as it was",
        "brand": "3",
        "state": "CA",
    }
    assert form.choices["brand"] == {"All": "", "Trail & Wren": "3"}


def test_a_form_is_found_by_where_it_goes() -> None:
    read = page.read("http://127.0.0.1/request/", 200, PAGE)
    found = read.form("/search/")
    assert found is not None
    assert found.values == {"q": "old"}
    assert read.form("/approve/") is None
