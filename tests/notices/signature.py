"""Whether a file's signature holds, as a reader's program would say."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def holds(pdf: bytes) -> bool:
    """Whether the file's one signature is whole and covers every byte of it."""
    # It is looked at in an event loop, and the thread of a browser's test has one running already.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(_holds, pdf).result()


def _holds(pdf: bytes) -> bool:
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    return status.intact and status.valid and "ENTIRE_FILE" in str(status.coverage)
