"""Publishing a workbook on the server: compiled once to be sure that it opens, then put into the directory as it is."""

from pathlib import Path

from app.errors import AppError
from app.forms import FormSource, compile_form, source_format, source_to_json
from app.usecases.publication import version_name
from sync.server.administration import FormSource as Published
from sync.server.administration import Registrar

SOURCE_FORMAT = "source-json"
"""The ``format`` of a published form: what ``app.forms.source_to_json`` writes."""


def publish(registrar: Registrar, path: Path) -> tuple[str, str]:
    """Publish a form's present version, once; return its id and the version's name.

    Raises:
        AppError: ``form.unreadable`` if the file cannot be read, or what is wrong with the workbook.
    """
    try:
        source = FormSource(source_format(path.name), path.read_bytes(), name=path.stem)
    except OSError as error:
        raise AppError("form.unreadable", path=path, reason=error.strerror or error) from error
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
