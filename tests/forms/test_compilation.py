"""Workbooks become definitions."""

import sys
from subprocess import run

import pytest

from app.errors import AppError
from app.forms import (
    AttachedFile,
    Question,
    QuestionType,
    Repeat,
    SourceFormat,
    compile_form,
    dump_form,
    load_form,
    source_format,
    source_from_json,
    source_to_json,
)
from app.forms.definition import Group, Item
from tests.forms.workbooks import form, markdown, question, source, xlsx


def only(item: Item) -> Question:
    """The item, which is a question."""
    assert isinstance(item, Question)
    return item


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", QuestionType.TEXT),
        ("integer", QuestionType.INTEGER),
        ("decimal", QuestionType.DECIMAL),
        ("range", QuestionType.RANGE),
        ("select_one yn", QuestionType.SELECT_ONE),
        ("select_multiple yn", QuestionType.SELECT_MULTIPLE),
        ("select_one_from_file places.csv", QuestionType.SELECT_ONE),
        ("select_multiple_from_file places.csv", QuestionType.SELECT_MULTIPLE),
        ("rank yn", QuestionType.RANK),
        ("note", QuestionType.NOTE),
        ("geopoint", QuestionType.GEOPOINT),
        ("geotrace", QuestionType.GEOTRACE),
        ("geoshape", QuestionType.GEOSHAPE),
        ("date", QuestionType.DATE),
        ("time", QuestionType.TIME),
        ("dateTime", QuestionType.DATETIME),
        ("image", QuestionType.IMAGE),
        ("audio", QuestionType.AUDIO),
        ("video", QuestionType.VIDEO),
        ("file", QuestionType.FILE),
        ("barcode", QuestionType.BARCODE),
        ("acknowledge", QuestionType.ACKNOWLEDGE),
        ("hidden", QuestionType.HIDDEN),
        ("start", QuestionType.METADATA),
        ("end", QuestionType.METADATA),
        ("today", QuestionType.METADATA),
        ("deviceid", QuestionType.METADATA),
        ("username", QuestionType.METADATA),
        ("phonenumber", QuestionType.METADATA),
        ("email", QuestionType.METADATA),
        ("start-geopoint", QuestionType.METADATA),
    ],
)
def test_every_question_type_of_the_reference_is_known(written: str, kind: QuestionType) -> None:
    made = form(f"{written} q", "text other", choices=("yn yes", "yn no"))

    assert only(made.items[0]).type is kind


def test_a_calculation_is_a_question_without_control() -> None:
    assert only(form("integer a", question("calculate", "b", calculation="${a} + 1")).items[1]).type is (
        QuestionType.CALCULATE
    )


def test_a_repeat_of_groups_keeps_its_nesting_and_paths() -> None:
    made = form("begin_repeat rooms", "begin_group size", "decimal width", "end_group", "end_repeat")

    repeat = made.items[0]

    assert isinstance(repeat, Repeat)
    assert [item.path for item in made.walk()][:3] == ["rooms", "rooms/size", "rooms/size/width"]


def test_our_own_columns_are_read() -> None:
    made = form(
        question("image", "photo", required="yes", basis="JTG 5120 3.2", sensitive="yes"),
        form_id="bridge",
        version="7",
        subject="bridge",
        grading="jtgt_h21",
        record="inspection",
    )

    photo = only(made.items[0])

    assert (photo.basis, photo.is_sensitive) == ("JTG 5120 3.2", True)
    assert (made.id, made.version, made.subject, made.grading, made.record) == (
        "bridge",
        "7",
        "bridge",
        "jtgt_h21",
        "inspection",
    )


def test_texts_fall_back_to_another_language_where_a_translation_is_missing() -> None:
    content = (
        "| survey |\n| | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) |\n"
        "| | text | name | 名称 | Name | 全称 |\n"
    )

    made = compile_form(source(content.encode()))
    name = only(made.items[0])

    assert made.languages == ("中文 (zh)", "English (en)")
    assert str(name.label.text("English (en)")) == "Name"
    assert str(name.hint.text("English (en)")) == "全称"


def test_what_pyxform_writes_for_or_other_is_in_chinese_on_a_chinese_form() -> None:
    content = (
        "| survey |\n| | type | name | label::中文 (zh) |\n| | select_one kind or_other | kind | 类型 |\n"
        "| choices |\n| | list_name | name | label::中文 (zh) |\n| | kind | crack | 裂缝 |\n"
    )

    made = compile_form(source(content.encode()))

    assert str(only(made.items[1]).label.text("中文 (zh)")) == "请说明"
    assert [str(text.text("中文 (zh)")) for text in made.texts.values()] == ["裂缝", "其他"]


def test_entities_are_kept_with_their_attributes() -> None:
    content = (
        "| survey |\n| | type | name | label | save_to |\n| | text | name | Name | title |\n"
        "| entities |\n| | list_name | label |\n| | trees | ${name} |\n"
    )

    made = compile_form(source(content.encode()))
    meta = next(item for item in made.items if item.path == "meta")

    assert only(made.items[0]).save_to == "title"
    assert isinstance(meta, Group)
    assert not meta.is_shown
    entity = next(item for item in meta.items if item.path == "meta/entity")
    assert isinstance(entity, Group)
    assert entity.attributes["dataset"] == "trees"


def test_the_same_form_reads_the_same_from_markdown_csv_and_excel() -> None:
    rows = [["type", "name", "label"], ["text", "name", "名称"], ["integer", "age", "年龄"]]
    table = "\n".join(["| survey |", *("| | " + " | ".join(row) + " |" for row in rows)])
    comma = "\n".join(["survey,,,", *("," + ",".join(row) for row in rows)])

    made = [
        compile_form(source(table.encode())),
        compile_form(source(comma.encode(), kind=SourceFormat.CSV)),
        compile_form(source(xlsx({"survey": rows}), kind=SourceFormat.XLSX)),
    ]

    assert made[0].items == made[1].items == made[2].items


def test_a_form_survives_the_trip_through_plain_data() -> None:
    made = form(
        "begin_repeat rooms",
        question("select_one yn", "ok", choice_filter="kind = ${other}", relevant="${other} != ''"),
        question("text", "other", trigger="${ok}", calculation="now()"),
        "end_repeat",
        choices=("yn yes kind=a", "yn no kind=b"),
    )

    assert load_form(dump_form(made)) == made


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99, "form": {}}', '{"format": 1, "form": {"id": 1}}'])
def test_damaged_plain_data_is_refused(text: str) -> None:
    with pytest.raises(AppError) as refused:
        load_form(text)

    assert refused.value.code == "form.cache_unusable"


def test_a_source_travels_as_canonical_json_and_its_hash_names_the_version() -> None:
    sent = source(markdown(["text name"]), AttachedFile("b.csv", b"name\n"), AttachedFile("a.csv", b"name\n"))

    received = source_from_json(source_to_json(sent))

    assert received.version_hash == sent.version_hash
    assert received.content == sent.content
    assert sent.version_hash != source(markdown(["text names"])).version_hash


def test_a_damaged_source_is_refused() -> None:
    with pytest.raises(AppError) as refused:
        source_from_json('{"content": "%%", "files": {}, "format": "md", "name": "x"}')

    assert refused.value.code == "form.source_damaged"


def test_the_format_follows_from_the_file_name() -> None:
    assert source_format("桥.XLSX") is SourceFormat.XLSX
    with pytest.raises(AppError) as refused:
        source_format("form.docx")
    assert refused.value.code == "form.format"


def test_attached_tables_become_choices_tables() -> None:
    point = (
        '{"type":"Feature","id":"p1","properties":{"title":"P1"},"geometry":{"type":"Point","coordinates":[121,31]}}'
    )
    made = form(
        "select_one_from_file villages.csv village",
        "select_one_from_file points.geojson point",
        "select_one_from_file more.xml more",
        files=(
            AttachedFile("villages.csv", "﻿name,label\nv1,一村\n".encode()),
            AttachedFile("points.geojson", f'{{"features":[{point}]}}'.encode()),
            AttachedFile("more.xml", b"<root><item><name>x</name></item></root>"),
        ),
    )

    tables = {one.name: one.xml for one in made.instances}

    assert "<name>v1</name><label>一村</label>" in tables["villages"]
    assert "<geometry>31 121 0 0</geometry>" in tables["points"]
    assert tables["more"] == "<root><item><name>x</name></item></root>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.xml", b"<root><item></root>"),
        ("t.xml", b'<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'),
        ("t.geojson", b"{}"),
        ("t.geojson", b"not json"),
        ("t.csv", b"\xff\xfe\xff"),
    ],
)
def test_a_damaged_attached_table_is_named(name: str, content: bytes) -> None:
    with pytest.raises(AppError) as refused:
        form(f"select_one_from_file {name} q", files=(AttachedFile(name, content),))

    assert (refused.value.code, refused.value.parameters["file"]) == ("form.table_unreadable", name)


def test_opening_a_kept_form_does_not_load_pyxform() -> None:
    program = (
        "import sys; from app.forms import load_form; import app.forms.session; "
        "print(any(name.startswith('pyxform') or name.startswith('openpyxl') for name in sys.modules))"
    )

    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
