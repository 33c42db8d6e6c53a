"""What things are called, in both languages."""

import re
import string

import pytest

from app.domain.kinds import Action, Status
from app.domain.listing import WaitReason
from app.domain.photo import Diagnosis
from app.errors import AppError
from tests.source_tree import product
from ui import words
from ui.language import Speech
from ui.sentences import Language, sentence, sentences

CHINESE = re.compile(r"[\u4e00-\u9fff]")
RAISED = re.compile(r"""AppError\(\s*["']([a-z_.]+)["']""")


def spoken() -> list[str]:
    """Return every name there is."""
    return [
        *map(words.status_label, Status),
        *map(words.action_label, Action),
        *map(words.diagnosis_label, Diagnosis),
        *map(words.wait_label, WaitReason),
        *map(words.wait_advice, WaitReason),
        words.delivery_label(0),
        words.delivery_label(3),
    ]


def test_everything_has_a_chinese_name(speech: Speech) -> None:
    speech.speak(Language.CHINESE)

    assert words.spoken_language() is Language.CHINESE
    assert all(CHINESE.search(name) for name in spoken())


def test_everything_has_an_english_name(speech: Speech) -> None:
    speech.speak(Language.ENGLISH)

    assert words.spoken_language() is Language.ENGLISH
    assert [name for name in spoken() if CHINESE.search(name) or not name] == []


def test_two_statuses_never_share_a_name() -> None:
    assert len({words.status_label(status) for status in Status}) == len(Status)


def test_a_delivery_counts_what_is_missing() -> None:
    assert words.delivery_label(0) == "已送达"
    assert words.delivery_label(1) == "未送达 · 1 项"


def test_every_error_that_the_program_raises_has_a_sentence() -> None:
    raised = {code for source in product() for code in RAISED.findall(source.text)}

    assert sorted(raised - sentences().keys()) == []


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_speaks_both_languages_and_names_the_same_things(code: str) -> None:
    zh, en = sentences()[code]["zh"], sentences()[code]["en"]

    assert CHINESE.search(zh)
    assert not CHINESE.search(en)
    assert holes(zh) == holes(en)


def test_a_code_without_sentence_is_named_in_both_languages() -> None:
    for language in Language:
        assert "never.heard.of" in sentence(AppError("never.heard.of"), language)


def test_a_parameter_that_an_error_lacks_does_not_hide_its_sentence() -> None:
    assert "…" in sentence(AppError("photos.disk_full"), Language.CHINESE)


def holes(template: str) -> set[str]:
    """Return the names of a sentence's parameters."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
