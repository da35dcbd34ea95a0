"""Where a word occurs: what makes requests findable without any of their text being readable here."""

from django.db import models

from requests_app.requests.models.disclosure_request import DisclosureRequest


class SearchEntry(models.Model):
    """One word of one request, as a keyed digest. The key is the setting's, so that the table alone tells nothing.

    Rows are made from the request and its messages and can be made again; they are never evidence.
    """

    pk = models.CompositePrimaryKey("word", "disclosure_request")
    word = models.BigIntegerField()
    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.CASCADE, related_name="search_entries")

    def __str__(self) -> str:
        return f"search entry of request {self.disclosure_request_id}"
