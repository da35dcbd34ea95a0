"""Whether a file's signature holds, as a reader's program would say."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def holds(pdf: bytes) -> bool:
    """Whether the file's one signature is whole and covers every byte of it."""
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    return status.intact and status.valid and "ENTIRE_FILE" in str(status.coverage)
