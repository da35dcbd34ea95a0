"""The register as a file to take away."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app import handling
from requests_app.register import export
from requests_app.views.guards import person, reads_register
from requests_app.views.register.place import place

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@reads_register
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Hand out the register as CSV or XLSX; who took it is recorded."""
    business = place(request, slug, here="register").business
    if kind not in {"csv", "xlsx"}:
        raise Http404
    # Who asks with HEAD takes nothing away.
    if request.method != "HEAD":
        handling.record_export(business=business, what=kind, by=person(request), now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{slug}-register.{kind}"'}
    if kind == "xlsx":
        return HttpResponse(export.workbook(business), content_type=XLSX, headers=headers)
    return StreamingHttpResponse(export.csv_lines(business), content_type="text/csv; charset=utf-8", headers=headers)
