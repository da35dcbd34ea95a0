"""What is asked once for many requests that the law cannot tell apart: a wave asks the same of the same register.

With five hundred recipients the law, the statement and its digest take a tenth of a second; for ten thousand requests
one after the other, that is most of an hour.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from requests_app.desk.second_look import digest_of
from requests_app.notices.compile import Compiled, Ruled, compile_for, ruled_on
from requests_app.notices.own_words import Found, found_for
from requests_app.register.reading import as_it_is
from requests_app.requests.facts import request_facts, requester_facts, requester_with_earlier
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.strangers import strangers

MOST = 50
"""So many different answers are kept: a long statement takes a megabyte."""


class Alike:
    """What was compiled within one act on one or many requests. It is for that act alone."""

    def __init__(self, rows: Collection[DisclosureRequest] = ()) -> None:
        """Begin; what can be asked once for `rows` is asked at once."""
        self._strangers = strangers([row.pk for row in rows]) if len(rows) > 1 else frozenset()
        self.ruled: dict[tuple[object, ...], Ruled] = {}
        self.digests: dict[int, str] = {}
        self._found: dict[tuple[object, ...], Found] = {}

    def compiled(self, row: DisclosureRequest, *, issued_on: date) -> Compiled:
        """Return the answer to a request, as `compile_for` would; the row and its business were just read."""
        requester = requester_facts(row) if row.pk in self._strangers else requester_with_earlier(row)
        key = (
            *(row.business_id, row.business.register_version, row.report_year),
            *(request_facts(row), requester, row.language, bool(row.declined_clause)),
        )
        ruled = self.ruled.get(key)
        if ruled is None:
            if len(self.ruled) == MOST:
                self.ruled.clear()
                self.digests.clear()
                self._found.clear()
            ruled = self.ruled[key] = ruled_on(row, as_it_is(row.business), requester=requester)
        name = row.reference or str(row.pk)
        own = replace(ruled, facts=replace(ruled.facts, id=name), ruling=replace(ruled.ruling, id=name))
        compiled = compile_for(row, issued_on=issued_on, ruled=own, found=self._words(row, ruled))
        return replace(compiled, ruled=ruled)

    def _words(self, row: DisclosureRequest, ruled: Ruled) -> Found:
        """Return the business's own words for an answer, asked for once a brand and statement."""
        key = (row.business_id, row.brand_id, id(ruled.statement))  # it is kept in `ruled`, as long as this
        if key not in self._found:
            self._found[key] = found_for(row, ruled.statement)
        return self._found[key]

    def digest(self, compiled: Compiled) -> str:
        """Return the digest of a statement that this act compiled; each is worked out once."""
        statement = compiled.content.statement
        if id(statement) not in self.digests:  # it is kept above, so that no other has its place in memory
            self.digests[id(statement)] = digest_of(statement)
        return self.digests[id(statement)]
