"""The central server's log: gathers what admission needs to know, asks it, and logs; one transaction for each push."""

from db.ledger.ledger import LogLedger
from db.ledger.seat import Seat, take_seat

__all__ = ["LogLedger", "Seat", "take_seat"]
