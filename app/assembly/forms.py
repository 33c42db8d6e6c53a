"""Publishing a workbook on the server: compiled once to be sure that it opens, then put into the directory as it is."""

from pathlib import Path

from app.forms import compile_form, source_to_json
from app.forms.workbook_file import open_source
from app.usecases.publication import version_name
from sync.server.administration import FormSource as Published
from sync.server.administration import Registrar

SOURCE_FORMAT = "source-json"
"""The ``format`` of a published form: what ``app.forms.source_to_json`` writes."""


def publish(registrar: Registrar, path: Path) -> tuple[str, str]:
    """Publish a form's present version, once; return its id and the version's name.

    Raises:
        AppError: what ``open_source`` raises for the file, or what is wrong with the workbook.
    """
    source = open_source(path)
    form = compile_form(source)
    version = version_name(form)
    registrar.publish(
        Published(
            id=form.id,
            version=version,
            title=form.title,
            subject=form.subject,
            record=form.record,
            format=SOURCE_FORMAT,
            source=source_to_json(source),
        )
    )
    return form.id, version
