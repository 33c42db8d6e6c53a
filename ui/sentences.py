"""The sentences of errors, from ``resources/translations/errors``; no Qt, so that the command line speaks alike."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from app.errors import AppError
from resources import resource_folder


class Language(StrEnum):
    """What the program speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


_UNKNOWN = {
    Language.CHINESE: "这一步没有完成（{code}）。请再试一次；若仍不行，请把括号里的代码告诉管理员。",
    Language.ENGLISH: "This step did not complete ({code}). Try again; if it persists, give the code in brackets to "
    "your administrator.",
}


def sentence(error: AppError, language: Language) -> str:
    """Return what to tell the user about an error; a code without sentence is named, so that it can be reported."""
    known = sentences().get(error.code, {})
    template = known.get(language, _UNKNOWN[language])
    return template.format_map(_Parameters({"code": error.code, **error.parameters}))


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return code → language → sentence with ``{parameter}`` holes, of all areas."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted((resource_folder() / "translations" / "errors").glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


class _Parameters(dict[str, str]):
    """Parameters of a sentence; one that the error lacks shows as an ellipsis rather than hiding the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"
