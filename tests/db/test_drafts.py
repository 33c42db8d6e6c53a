"""Drafts: kept exactly as they were typed, one of each record, newest first."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.draft import Draft, DraftPhoto
from tests.db.district import BRIDGES, ROADS, Client, new_id

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PHOTOS = st.builds(
    DraftPhoto,
    id=st.builds(new_id),
    path=st.sampled_from(["", "overall/photo", "damages[1]/photo"]),
    sha256=st.just("a" * 64),
    size=st.integers(1, 10**9),
    name=st.text(max_size=12),
    facts=st.dictionaries(st.text(max_size=5), JSON, max_size=3),
)
DRAFTS = st.builds(
    Draft,
    record=st.builds(new_id),
    stream=st.sampled_from([BRIDGES, ROADS]),
    form=st.just("bridge_regular"),
    version=st.just("1-abc"),
    asset=st.sampled_from([None, new_id()]),
    title=st.text(max_size=12),
    values=st.dictionaries(st.text(max_size=8), JSON, max_size=4),
    photos=st.lists(PHOTOS, max_size=3).map(tuple),
    heads=st.lists(st.builds(new_id), max_size=2).map(tuple),
    changed_at=st.just("2026-11-22T10:00:00+08:00"),
)


@given(DRAFTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_draft_comes_back_as_it_was_kept(client: Client, draft: Draft) -> None:
    with client.store() as unit:
        unit.put_draft(draft)
    with client.store.reading() as look:
        assert look.draft(draft.record) == draft

    with client.store() as unit:
        unit.put_draft(replace(draft, title="改"))
        unit.drop_draft(new_id())
    with client.store.reading() as look:
        assert [kept.title for kept in look.drafts() if kept.record == draft.record] == ["改"]

    with client.store() as unit:
        unit.drop_draft(draft.record)
    with client.store.reading() as look:
        assert look.draft(draft.record) is None


def test_drafts_are_listed_newest_first(client: Client) -> None:
    drafts = [
        Draft(new_id(), BRIDGES, "f", "1", None, title, changed_at=f"2026-11-22T10:00:0{second}+08:00")
        for title, second in (("一", 1), ("三", 3), ("二", 2))
    ]
    with client.store() as unit:
        for draft in drafts:
            unit.put_draft(draft)

    with client.store.reading() as look:
        assert [draft.title for draft in look.drafts()] == ["三", "二", "一"]
