"""Keep the words that requests are found by anew: after another SEARCH_KEY, or when the table was lost."""

from typing import Any

from django.core.management.base import BaseCommand

from requests_app.requests.search.index import index_waiting, mark_all


class Command(BaseCommand):
    """`index_requests`: marks every request and works through them; may be stopped and begun again."""

    help = "Keep the words that requests are found by anew, after another SEARCH_KEY."

    def handle(self, *_: object, **__: Any) -> None:  # Django's own signature
        mark_all()
        done = 0
        while number := index_waiting():
            done += number
            self.stdout.write(f"{done:,} requests", ending="\r")
        self.stdout.write(f"{done:,} requests are found by their words.")
