"""The two views of submitted records: the page of reviews, and one record."""

from ui.review.page import ReviewPage
from ui.review.record_view import RecordView

__all__ = ["RecordView", "ReviewPage"]
