"""The cabinet of forms: those that were published and those that the program brings, each compiled once.

A form is compiled when somebody opens it, which takes a second for the first; what comes of it is kept in a folder by
the workbook's hash. Listing forms compiles nothing: what the program brings is told from its settings sheets.

A record opens in the version that it was filled under, also after the program brings another. What was published stays
in the directory for ever; of what the program brings the workbook is kept beside the compiled form as soon as somebody
opens it, and a program carries the workbooks of the programs before it (the folder ``earlier``).
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from app.errors import AppError
from app.forms import Form, FormSource, compile_form, dump_form, load_form, source_from_json, source_to_json
from app.forms.workbook_file import open_source, settings_of
from app.ports.store import Store
from app.usecases.publication import version_label
from app.workplace import FormInfo

EARLIER = "earlier"
"""The folder, beside the forms that a program brings, with the versions of the programs before it."""


def source_file(form: str, version: str) -> str:
    """Return what the file with the workbook of a version is called."""
    return f"{form}@{version}.source"


class FormCabinet:
    """Finds forms by id and version (``app.workplace.FormShelf``).

    Args:
        store: whose directory names the published forms.
        built_in: folder of the forms that the program brings, each named by its id.
        folder: where compiled forms are kept.
    """

    def __init__(self, store: Store, built_in: Path, folder: Path) -> None:
        self._store = store
        self._built_in = built_in
        self._folder = folder
        self._open: dict[str, Form] = {}

    def infos(self) -> tuple[FormInfo, ...]:
        """Return each form that records can be made with: published ones before those that the program brings."""
        found = {form: info for form, (info, _) in self._brought.items()}
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
        source = self._source(form, version)
        if self._is_brought(form, version):
            self._keep_source(form, version, source)
        return self._compiled(source)

    def file(self, form: str, version: str, name: str) -> bytes | None:
        """Return a file that was published with a form, None where there is none of that name.

        Raises:
            AppError: ``form.unknown_version``.
        """
        return next((file.content for file in self._source(form, version).files if file.name == name), None)

    def _source(self, form: str, version: str) -> FormSource:
        with self._store.reading() as reading:
            published = reading.directory().forms
        for known in published:
            if (known.form, known.version) == (form, version):
                return source_from_json(known.source)
        if self._is_brought(form, version):
            return self._brought[form][1]
        for folder in (self._folder, self._built_in / EARLIER):
            path = folder / source_file(form, version)
            if path.exists():
                return source_from_json(path.read_text("utf-8"))
        raise AppError("form.unknown_version", form=form, version=version)

    def _is_brought(self, form: str, version: str) -> bool:
        return form in self._brought and self._brought[form][0].version == version

    @cached_property
    def _brought(self) -> Mapping[str, tuple[FormInfo, FormSource]]:
        """What the program brings; it does not change while it runs."""
        sources = (open_source(path) for path in sorted(self._built_in.glob("*.md")))
        return {source.name: (_info(source), source) for source in sources}

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
        self._write(f"{name}.json", dump_form(form))
        return form

    def _keep_source(self, form: str, version: str, source: FormSource) -> None:
        name = source_file(form, version)
        if not (self._folder / name).exists():
            self._write(name, source_to_json(source))

    def _write(self, name: str, text: str) -> None:
        """Write a file whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_text(text, "utf-8")
        part.replace(self._folder / name)


def _info(source: FormSource) -> FormInfo:
    settings = settings_of(source)
    title, subject, record = (settings.get(name, "") for name in ("form_title", "subject", "record"))
    version = version_label(settings.get("version", ""), source.version_hash)
    return FormInfo(source.name, version, title, subject, record)
