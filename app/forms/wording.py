"""Texts of an XForm: translations, outputs and media."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from app.forms.definition import Text, Wording

XF = "{http://www.w3.org/2002/xforms}"
_GENERATED = {"Other": "其他", "Specify other.": "请说明"}  # the English that pyxform writes for ``or_other``
_MISSING = "-"  # what pyxform writes where the author gave no translation


def read_text(element: Element) -> Text:
    """Read mixed content: literals and ``<output value="…"/>`` in turn."""
    parts = [element.text or ""]
    for output in element:
        parts += [output.get("value", "").strip(), output.tail or ""]
    if len(parts) > 1:
        parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    return Text(tuple(parts))


class Translations:
    """The ``<itext>`` of an XForm.

    Attributes:
        languages: in the order of the workbook.
    """

    def __init__(self, model: Element, *, has_other: bool = False) -> None:
        self._has_other = has_other
        itext = model.find(f"{XF}itext")
        found = [] if itext is None else itext.findall(f"{XF}translation")
        self.languages = tuple(node.get("lang", "") for node in found if node.get("lang") != "default")
        self.default = next((node.get("lang", "") for node in found if node.get("default")), "")
        self._values: dict[str, list[tuple[str, str, Element]]] = {}
        for translation in found:
            language = translation.get("lang", "")
            for text in translation.findall(f"{XF}text"):
                for value in text.findall(f"{XF}value"):
                    entry = ("" if language == "default" else language, value.get("form", ""), value)
                    self._values.setdefault(text.get("id", ""), []).append(entry)

    def wording(self, text_id: str, form: str = "") -> Wording:
        """Return one text in all languages; ``form`` is ``guidance`` for guidance hints."""
        texts: dict[str, Text] = {}
        media: list[tuple[str, str, str]] = []
        for language, kind, value in self._values.get(text_id, ()):
            if kind == form:
                if (text := read_text(value)).parts != (_MISSING,):
                    texts[language] = text
            elif kind and kind != "guidance" and value.text != _MISSING:
                media.append((language, kind, (value.text or "").rpartition("/")[2]))
        return Wording(self._in_chinese(texts), tuple(media) if not form else ())

    def _in_chinese(self, texts: dict[str, Text]) -> dict[str, Text]:
        """Translate what pyxform generates in English; the author never wrote it."""
        if not self._has_other:
            return texts
        languages = {language: Text(("",)) for language in self.languages} if "" in texts else texts
        chinese = {
            language: Text((_GENERATED[written],))
            for language in languages
            if "zh" in language.lower() or "中" in language or "汉" in language
            for written in [str(texts.get(language) or texts.get("") or "")]
            if written in _GENERATED
        }
        return {**texts, **chinese}

    def of(self, element: Element | None, form: str = "") -> Wording:
        """Return the wording of a ``<label>`` or ``<hint>``."""
        if element is None:
            return Wording()
        reference = element.get("ref", "")
        if reference.startswith("jr:itext("):
            return self.wording(quoted(reference), form)
        text = read_text(element)
        return Wording(self._in_chinese({"": text})) if text.parts != ("",) and not form else Wording()

    def of_message(self, message: str) -> Wording:
        """Return the wording of a constraint or required message."""
        if message.startswith("jr:itext("):
            return self.wording(quoted(message))
        return Wording({"": Text((message,))}) if message else Wording()

    def table(self) -> Mapping[str, Wording]:
        """Return the texts that expressions may ask for by id (those of choices)."""
        return {text_id: self.wording(text_id) for text_id in self._values if not text_id.startswith("/")}


def quoted(call: str) -> str:
    """Return what stands between the outermost quotes: ``jr:itext('a')`` → ``a``."""
    return call.partition("'")[2].rpartition("'")[0]
