"""What a client does with the server's answer in a bundle: the same as with the answers of a round."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.domain.entry import InvalidEntryError
from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.courier import Progress, RoundReport
from sync.bundle import Block, Kind, Thumbnail
from sync.carrier import Premises, Watcher
from sync.codec import photo_receipt_of
from sync.effects import Keep, Settle, SettlePhotos
from sync.events import Kept, PhotosSettled, Settled
from sync.keeping import ask_store
from sync.protocol import HaveAnswer, PullAnswer, PushAnswer
from sync.pulling import keep_of
from sync.pushing import DELIVERED, NOT_TAKEN, results_of
from sync.transport import CancelledError

_IN = "bundle_in"


@dataclass(slots=True)
class Unpacking:
    """One answer being taken in.

    Attributes:
        report: what was achieved so far, and the first trouble.
        size: bytes taken in.
    """

    here: Premises
    watcher: Watcher
    report: RoundReport = field(default_factory=RoundReport)
    size: int = 0

    def take_in(self, blocks: Iterator[Block]) -> RoundReport:
        """Take in blocks until they end or it is wanted no more.

        Raises:
            AppError: ``bundle.unreadable``, or what the store says; what was taken in before stays.
        """
        try:
            for block in blocks:
                self._check()
                self._take(block)
                self.size += len(block.body)
                self.watcher.report(Progress(_IN, items_done=self._items(), bytes_done=self.size))
        except CancelledError:
            self.report = replace(self.report, was_cancelled=True)
        except (InvalidEntryError, ValueError) as error:
            raise AppError("bundle.unreadable") from error
        return self.report

    def _take(self, block: Block) -> None:
        match block.kind:
            case Kind.PUSHED:
                self._settle(block.message(PushAnswer))
            case Kind.HELD:
                self._settle_photos(block.message(HaveAnswer))
            case Kind.PULLED:
                self._keep(block.message(PullAnswer))
            case Kind.THUMBNAIL:
                self._keep_thumbnail(block.message(Thumbnail))
            case Kind.MANIFEST:
                pass  # read when the bundle was judged
            case _:
                raise AppError("bundle.unreadable")

    def _settle(self, answer: PushAnswer) -> None:
        """Settle those that still wait; what a network has delivered meanwhile is none of this answer's."""
        waiting = self.here.exchange.waiting_entries([said.id for said in answer.results])
        results = results_of(waiting, answer.results)
        leaving = sum(result.outcome in DELIVERED | NOT_TAKEN for result in results)
        refused = sum(result.outcome in NOT_TAKEN or result.stub is not None for result in results)
        settled = ask_store(self.here.exchange, Settle(results), self._check)
        left = settled.left if isinstance(settled, Settled) else 0
        report = self.report
        self.report = replace(report, sent=report.sent + max(0, left - refused), refused=report.refused + refused)
        if left < leaving:
            self._trouble(WaitReason.UNVERIFIED, "sync.receipt_not_verified")
        if any(result.outcome == "fork" for result in results):
            self._trouble(WaitReason.FORK, "sync.fork")

    def _settle_photos(self, answer: HaveAnswer) -> None:
        receipts = tuple(map(photo_receipt_of, answer.receipts))
        settled = ask_store(self.here.exchange, SettlePhotos(receipts), self._check)
        verified = settled.verified if isinstance(settled, PhotosSettled) else 0
        self.report = replace(self.report, photos_sent=self.report.photos_sent + verified)

    def _keep(self, answer: PullAnswer) -> None:
        keep = self._news_of(keep_of(answer)[0])
        kept = ask_store(self.here.exchange, keep, self._check)
        if isinstance(kept, Kept) and kept.is_new_generation:
            self._trouble(WaitReason.NOT_TRIED, "bundle.new_generation")
            kept = ask_store(self.here.exchange, Keep(keep.generation, keep.pages, ()), self._check)
        if isinstance(kept, Kept):
            self._note(kept)

    def _news_of(self, keep: Keep) -> Keep:
        """Leave out pages of a time that this store is past; in a file, unlike from a server, they say nothing."""
        cursors = self.here.exchange.cursors()
        return replace(keep, pages=tuple(page for page in keep.pages if page.head >= cursors.get(page.stream, 0)))

    def _note(self, kept: Kept) -> None:
        """Take note of what came; a stream that differs is dropped, and the next answer or round brings it anew."""
        for stream in kept.differing:
            self.here.exchange.begin_anew(stream)
        refetched = (*self.report.refetched, *map(str, kept.differing))
        self.report = replace(self.report, received=self.report.received + kept.new, refetched=refetched)
        if kept.doubtful:
            self._trouble(WaitReason.NOT_TRIED, "bundle.export_again")
        if kept.forked:
            self._trouble(WaitReason.FORK, "sync.fork")

    def _keep_thumbnail(self, thumbnail: Thumbnail) -> None:
        if self.here.shelf.thumbnail(thumbnail.sha256) is None:
            self.here.shelf.keep_thumbnail(thumbnail.sha256, thumbnail.jpeg)
            self.report = replace(self.report, photos_received=self.report.photos_received + 1)

    def _trouble(self, problem: WaitReason, code: str) -> None:
        if self.report.problem is None:
            self.report = replace(self.report, problem=problem, code=code)

    def _items(self) -> int:
        return self.report.sent + self.report.received + self.report.photos_sent + self.report.photos_received

    def _check(self) -> None:
        if self.watcher.is_cancelled():
            raise CancelledError
