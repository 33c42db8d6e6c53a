"""Photos go out from the byte where the server stands, and a server that keeps nothing is not fed for ever."""

from app.domain.listing import WaitReason
from sync.effects import AskHave, FindMissing, FindUnsent, NoteHeld, SendPack, Wait
from sync.events import Failed, PackAnswered, PhotosSettled, PhotoStatus, PhotoUnreadable, Unsent, Waited
from sync.round_state import MAX_FAILURES
from sync.rounds import step
from tests.sync.answers import held, packed
from tests.sync.builders import IMPOSTOR
from tests.sync.stages import CUT, ELSEWHERE, OLDER, PHOTO, last, report_of, run, sending


def test_a_photo_goes_on_from_the_byte_where_the_server_stands() -> None:
    _, effects = run(sending(), [Unsent((PHOTO,)), PhotoStatus(held({PHOTO: 999_000}))])

    assert effects[0] == NoteHeld(PHOTO, 999_000)
    assert isinstance(pack := effects[-1], SendPack)
    assert [(each.offset, each.length) for each in pack.portions] == [(999_000, 1_000)]


def test_the_newest_photo_goes_first_and_a_pack_holds_several() -> None:
    pack = last(sending(), Unsent((OLDER, PHOTO)), PhotoStatus(held({})))

    assert isinstance(pack, SendPack)
    assert [each.photo for each in pack.portions] == [OLDER, PHOTO]
    assert sum(each.length for each in pack.portions) < PHOTO.size


def test_each_township_is_asked_for_its_own_photos() -> None:
    state, effects = run(sending(), [Unsent((OLDER, ELSEWHERE))])
    assert effects == (AskHave(OLDER.township, (OLDER.sha256,)),)

    effect = last(state, PhotoStatus(held({}, [OLDER])), PhotosSettled(1), Unsent((ELSEWHERE,)))

    assert effect == AskHave(ELSEWHERE.township, (ELSEWHERE.sha256,))


def test_a_photo_the_server_has_whole_is_not_sent_again() -> None:
    effect = last(sending(), Unsent((OLDER,)), PhotoStatus(held({}, [OLDER])), PhotosSettled(1))

    assert isinstance(effect, FindUnsent)


def test_a_photo_of_which_only_the_receipt_is_missing_is_confirmed_without_bytes() -> None:
    pack = last(sending(), Unsent((OLDER,)), PhotoStatus(held({OLDER: OLDER.size})))

    assert isinstance(pack, SendPack)
    assert [(each.offset, each.length) for each in pack.portions] == [(OLDER.size, 0)]


def test_a_photos_receipt_that_does_not_verify_ends_the_round() -> None:
    status = PhotoStatus(held({}, [OLDER], key=IMPOSTOR))

    _, effects = run(sending(), [Unsent((OLDER,)), status, PhotosSettled(0)])

    assert report_of(effects).code == "sync.receipt_not_verified"
    assert report_of(effects).photos_sent == 0


def test_a_server_that_says_yes_and_keeps_nothing_is_not_fed_for_ever() -> None:
    state, effects = run(sending(), [Unsent((PHOTO,)), PhotoStatus(held({}))])
    packs = 0
    while isinstance(effects[-1], SendPack):
        state, effects = step(state, PackAnswered(packed({}), 0.1))
        packs += 1

    assert packs == MAX_FAILURES
    assert report_of(effects).code == "sync.photos_stuck"


def test_a_link_cut_in_every_pack_still_delivers_as_long_as_bytes_arrive() -> None:
    state, position = sending(), 0
    for _ in range(3 * MAX_FAILURES):
        state, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({PHOTO: position})), CUT])
        assert effects == (Wait(1),)
        state, _ = step(state, Waited())
        position += 50_000

    assert state.report.problem is None


def test_a_link_cut_in_every_pack_with_nothing_arriving_ends_the_round() -> None:
    state = sending()
    for _ in range(MAX_FAILURES - 1):
        state, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({})), CUT])
        assert isinstance(effects[-1], Wait)
        state, _ = step(state, Waited())

    _, effects = run(state, [Unsent((PHOTO,)), PhotoStatus(held({})), CUT])

    assert report_of(effects).problem is WaitReason.UNREACHABLE


def test_a_photo_that_arrives_changed_is_sent_again_once_and_then_left() -> None:
    state, _ = run(sending(), [Unsent((OLDER,)), PhotoStatus(held({}))])
    state, effects = step(state, PackAnswered(packed({}, rejected=[OLDER]), 0.1))
    assert isinstance(pack := effects[-1], SendPack)
    assert pack.portions[0].offset == 0

    state, effects = run(state, [PackAnswered(packed({}, rejected=[OLDER]), 0.1), Unsent((OLDER,))])

    assert isinstance(effects[-1], FindMissing)
    assert state.report.code == "sync.photo_rejected"


def test_a_photo_that_cannot_be_read_here_is_named_and_the_others_go() -> None:
    state, _ = run(sending(), [Unsent((OLDER, PHOTO)), PhotoStatus(held({}))])

    state, effects = step(state, PhotoUnreadable(OLDER, "photos.not_here"))

    assert isinstance(pack := effects[-1], SendPack)
    assert [each.photo for each in pack.portions] == [PHOTO]
    assert state.report.code == "photos.not_here"


def test_photos_of_a_township_whose_grant_is_gone_do_not_keep_the_others_from_going() -> None:
    state, effects = run(
        sending(),
        [Unsent((OLDER, ELSEWHERE)), Failed(WaitReason.REFUSED, "account.no_grant"), Unsent((OLDER, ELSEWHERE))],
    )

    assert effects == (AskHave(ELSEWHERE.township, (ELSEWHERE.sha256,)),)
    assert state.report.code == "account.no_grant"
