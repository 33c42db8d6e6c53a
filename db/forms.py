"""The cabinet of forms: those that were published and those that the program brings, each compiled once.

Compiling a workbook takes a second; what comes of it is kept in a folder by the workbook's hash.
"""

from collections.abc import Iterator
from pathlib import Path

from app.errors import AppError
from app.forms import Form, FormSource, compile_form, dump_form, load_form, source_format, source_from_json
from app.ports.store import Store
from app.usecases.publication import version_name
from app.workplace import FormInfo


class FormCabinet:
    """Finds forms by id and version (``app.workplace.FormShelf``).

    Args:
        store: whose directory names the published forms.
        built_in: folder of the forms that the program brings.
        folder: where compiled forms are kept.
    """

    def __init__(self, store: Store, built_in: Path, folder: Path) -> None:
        self._store = store
        self._built_in = built_in
        self._folder = folder
        self._open: dict[str, Form] = {}

    def infos(self) -> tuple[FormInfo, ...]:
        """Return each form that records can be made with: published ones before those that the program brings."""
        found: dict[str, FormInfo] = {}
        for form in self._brought():
            found[form.id] = FormInfo(form.id, version_name(form), form.title, form.subject, form.record)
        with self._store.reading() as reading:
            published = reading.directory().forms
        for known in published:
            if known.is_offered:
                found[known.form] = FormInfo(known.form, known.version, known.title, known.subject, known.record)
        return tuple(sorted(found.values(), key=lambda info: info.id))

    def form(self, form: str, version: str) -> Form:
        """Return a form as it was in that version.

        Raises:
            AppError: ``form.unknown_version`` if this store has never had it.
        """
        with self._store.reading() as reading:
            published = reading.directory().forms
        for known in published:
            if (known.form, known.version) == (form, version):
                return self._compiled(source_from_json(known.source))
        for brought in self._brought():
            if (brought.id, version_name(brought)) == (form, version):
                return brought
        raise AppError("form.unknown_version", form=form, version=version)

    def _brought(self) -> Iterator[Form]:
        for path in sorted(self._built_in.glob("*.md")):
            yield self._compiled(FormSource(source_format(path.name), path.read_bytes(), name=path.stem))

    def _compiled(self, source: FormSource) -> Form:
        name = source.version_hash
        if name not in self._open:
            self._open[name] = self._kept(name) or self._keep(name, compile_form(source))
        return self._open[name]

    def _kept(self, name: str) -> Form | None:
        path = self._folder / f"{name}.json"
        if not path.exists():
            return None
        try:
            return load_form(path.read_text("utf-8"))
        except (ValueError, KeyError, TypeError, AppError):
            # Another version of the program wrote it, or it was cut short: compile it again.
            return None

    def _keep(self, name: str, form: Form) -> Form:
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_text(dump_form(form), "utf-8")
        part.replace(self._folder / f"{name}.json")
        return form
