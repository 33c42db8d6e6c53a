"""Campaigns: triage of many assets by a deadline, the tally, the check afterwards."""
