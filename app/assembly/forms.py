"""Forms on their way: a workbook published on the server, and the program's own carried into the programs after it."""

from pathlib import Path

from app.forms import compile_form, source_to_json
from app.forms.workbook_file import open_source
from app.usecases.publication import version_name
from db.forms import EARLIER, source_file
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


def carry(folder: Path) -> tuple[str, ...]:
    """Keep the workbooks that a program brings in their present versions, for the programs after it.

    Returns the names of the files that were written; versions that are kept already are left alone.
    """
    kept = folder / EARLIER
    kept.mkdir(exist_ok=True)
    written = []
    for path in sorted(folder.glob("*.md")):
        source = open_source(path)
        name = source_file(source.name, version_name(compile_form(source)))
        if not (kept / name).exists():
            (kept / name).write_text(source_to_json(source), "utf-8")
            written.append(name)
    return tuple(written)
