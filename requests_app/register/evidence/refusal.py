"""Why a document is not taken."""


class RefusedDocumentError(Exception):
    """The document is not taken; the message is a sentence that says why and what to do."""
