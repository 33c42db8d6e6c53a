"""Labels: the Markdown that is shown, and everything else as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.controls.marking import as_html, as_words, is_marked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**必须**填写", "<b>必须</b>填写"),
        ("__必须__ 填写", "<b>必须</b> 填写"),
        ("*斜体* 与 _斜体_", "<i>斜体</i> 与 <i>斜体</i>"),
        ("# 桥面", "<b>桥面</b>"),
        ("见 [规范](https://server.example/a_b)", "见 <u>规范</u>（https://server.example/a_b）"),
        ('<span style="color:red">危险</span>', '<span style="color:red">危险</span>'),
        ("一\n二", "一<br>二"),
        (r"5 \* 3", "5 * 3"),
        ("宽 < 3 & 高 > 2", "宽 &lt; 3 &amp; 高 &gt; 2"),
        ("<img src='x'><script>", "&lt;img src=&#x27;x&#x27;&gt;&lt;script&gt;"),
        ("asset_code_2", "asset_code_2"),
        ("3 * 4 * 5", "3 * 4 * 5"),
    ],
)
def test_only_the_marks_of_the_xlsform_reference_are_marks(text: str, shown: str) -> None:
    assert as_html(text) == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**必须**填写", "必须填写"),
        ("见 [规范](https://server.example)", "见 规范（https://server.example）"),
        ('<span style="color:red">危险</span>', "危险"),
        ("宽 < 3 & **高** > 2", "宽 < 3 & 高 > 2"),
        ("asset_code_2", "asset_code_2"),
    ],
)
def test_words_have_no_marks(text: str, words: str) -> None:
    assert as_words(text) == words


@given(st.text(alphabet="*_#[]()<>&\\'\"\n 桥a1", max_size=60))
def test_no_label_makes_a_tag_that_was_not_asked_for(text: str) -> None:
    made = as_html(text)

    for tag in ("<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<br>"):
        made = made.replace(tag, "")
    assert "<" not in made
    assert ">" not in made


def test_plain_labels_are_not_taken_for_marked_ones() -> None:
    assert not is_marked("路面宽度（米）")
